using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite.Files;

/// <summary>Tells whether the file of an open connection is still the one at its path. A file that has been deleted or replaced accepts
/// writes as before, but no process can read them.</summary>
/// <remarks>SQLite compares the identity of the file (device and inode), which .NET has no way to ask for. On Windows an open file can be
/// neither deleted nor replaced.</remarks>
internal static partial class MovedFile
{
    // sqlite.org/c3ref/c_fcntl_begin_atomic_write.html: SQLITE_FCNTL_HAS_MOVED.
    private const int HasMoved = 20;

    /// <summary>Checks the file of a connection.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file that it was opened for.</param>
    /// <returns>True if the file is not at its path any more; otherwise, false.</returns>
    public static bool Is(SqliteConnection connection, string path) => !File.Exists(path) || IsAnother(connection);

    private static bool IsAnother(SqliteConnection connection)
    {
        if (connection.Handle is not { IsInvalid: false } handle)
            return true;
        var moved = 0;
        try
        {
            return FileControl(handle.DangerousGetHandle(), null, HasMoved, ref moved) == 0 && moved != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another build of SQLite, chosen by the application: that the file exists is all that is known.
            return false;
        }
        finally
        {
            GC.KeepAlive(handle);
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int FileControl(nint connection, string? database, int operation, ref int result);
}
