using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite.Files;

/// <summary>Describes failures of SQLite for users: the file, the reason, and what to do about it.</summary>
internal static class SqliteFailure
{
    // Result codes: sqlite.org/rescode.html.
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public const int Interrupted = 9;

    public static UsageStoreException Explain(SqliteException exception, string path, TimeSpan busyTimeout)
        => new($"The usage store '{path}' {Reason(exception, path, busyTimeout)}", exception);

    public static UsageStoreException Folder(Exception exception, string path)
        => new(
            $"The folder of the usage store '{path}' cannot be created: {exception.Message} Specify a folder that this process "
                + "can write to.",
            exception);

    public static UsageStoreException Missing(string path)
        => new($"There is no usage store at '{path}'. No calls have been recorded in it yet, or the path is wrong.");

    public static UsageStoreException Unfinished(SqliteException exception, string path, string part)
        => new(
            $"The usage store '{path}' cannot be read where it is: the latest records are in '{part}', and reading that file requires "
                + "write access to the folder. Copy the store together with that file to a folder that this process can write to.",
            exception);

    /// <summary>Checks whether SQLite may have failed because it cannot create its files next to the file of the store.</summary>
    /// <param name="failure">The failure.</param>
    public static bool NeedsFiles(SqliteException failure)
        => failure.SqliteErrorCode is CannotOpen or ReadOnly or Permission or InputOutput;

    private static string Reason(SqliteException exception, string path, TimeSpan busyTimeout) => exception.SqliteErrorCode switch
    {
        NotADatabase or Corrupt =>
            $"is damaged or is not a SQLite file ({exception.Message}). It was not changed. Move it together with its -wal and -shm "
            + $"files to start with a new one, or save the readable data with: sqlite3 \"{path}\" .recover",
        Busy or Locked => string.Create(CultureInfo.InvariantCulture,
            $"has been locked by another process for more than {busyTimeout.TotalSeconds:0.###} s. Close the program that uses it, or set ")
            + "a longer busy timeout.",
        CannotOpen =>
            $"cannot be opened ({exception.Message}). Check that it is a file, that its folder exists, and that this process can "
            + "read and write both.",
        ReadOnly or Permission =>
            $"cannot be written ({exception.Message}). Grant this process permission to write to the file and its folder.",
        Full => "cannot grow: the disk is full. Free some space.",
        InputOutput =>
            $"cannot be read or written: the disk reports an error ({exception.Message}). Check the disk and "
                + "the permissions of the folder.",
        _ => $"failed: {exception.Message}",
    };
}
