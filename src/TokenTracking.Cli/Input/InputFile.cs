using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Input;

/// <summary>The file that a command line names, or the standard input for <c>-</c>.</summary>
internal static class InputFile
{
    /// <summary>The name that means the standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Opens a file to read it from its beginning to its end.</summary>
    /// <param name="path">The path, or <see cref="StandardInput"/>.</param>
    /// <param name="host">Has the standard input.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="CommandFailedException">There is no such file, or it cannot be read.</exception>
    public static Stream Open(string path, CommandHost host)
    {
        if (path == StandardInput)
            return host.OpenIn();
        if (path.Length == 0)
            throw CommandFailedException.Usage("The file name is empty. Specify a path, or - for standard input.");
        if (Directory.Exists(path))
            throw CommandFailedException.Failed($"{path} is a folder. Specify a file in it, or - for standard input.");

        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailedException.Failed(
                $"There is no file {Path.GetFullPath(path)}. Specify an existing file, or - for standard input.");
        }
        catch (UnauthorizedAccessException)
        {
            throw CommandFailedException.Failed($"You do not have permission to read {path}. Change its permissions, or specify "
                + "another file.");
        }
    }
}
