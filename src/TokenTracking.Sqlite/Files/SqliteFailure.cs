using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite.Files;

/// <summary>What SQLite's failures mean to a user: the file, the reason, the way out.</summary>
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
            $"The folder of the usage store '{path}' cannot be made: {exception.Message} Name a folder that this process may write.",
            exception);

    public static UsageStoreException Missing(string path)
        => new($"There is no usage store at '{path}'. Nothing has been tracked into it yet, or the path is another one.");

    private static string Reason(SqliteException exception, string path, TimeSpan busyTimeout) => exception.SqliteErrorCode switch
    {
        NotADatabase or Corrupt =>
            $"is damaged or no SQLite file ({exception.Message}). It is left untouched. Move it away together with its -wal and -shm "
            + $"files to begin a new one, or save what is readable with: sqlite3 \"{path}\" .recover",
        Busy or Locked => string.Create(CultureInfo.InvariantCulture,
            $"is locked by another process for more than {busyTimeout.TotalSeconds:0.###} s. Close the program that holds it, or allow ")
            + "a longer busy timeout.",
        CannotOpen =>
            $"cannot be opened ({exception.Message}). Check that it is a file, that its folder exists, and that this process may "
            + "read and write both.",
        ReadOnly or Permission =>
            $"cannot be written ({exception.Message}). Give this process the right to write the file and its folder.",
        Full => "cannot grow: the disk is full. Free some space.",
        InputOutput =>
            $"cannot be read or written: the disk reports an error ({exception.Message}). Check the disk and the folder's rights.",
        _ => $"failed: {exception.Message}",
    };
}
