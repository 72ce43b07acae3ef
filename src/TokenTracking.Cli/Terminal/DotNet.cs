using System.ComponentModel;
using System.Diagnostics;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Terminal;

/// <summary>A run of the .NET SDK's own command.</summary>
/// <param name="Folder">Where it runs: its <c>global.json</c> chooses the SDK.</param>
/// <param name="Arguments">The arguments, each as it is: no shell reads them.</param>
internal sealed record DotNetCall(string Folder, IReadOnlyList<string> Arguments);

/// <summary>How a run of <c>dotnet</c> ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">What it printed, lines of white space left out.</param>
internal sealed record DotNetResult(int ExitCode, IReadOnlyList<string> Lines);

/// <summary>Runs <c>dotnet</c>.</summary>
internal static class DotNet
{
    // What an MSBuild that started this process set for itself: the SDK that is called now finds its own.
    private static readonly string[] OfAnotherBuild =
    [
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH",
    ];

    /// <summary>Runs the command to its end; a cancelled run is killed with all that it started.</summary>
    /// <param name="call">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CommandFailedException">There is no <c>dotnet</c>.</exception>
    public static Task<DotNetResult> RunAsync(DotNetCall call, CancellationToken cancellationToken)
        => RunAsync("dotnet", call, cancellationToken);

    /// <summary>Runs the command with the program of that name or path.</summary>
    /// <param name="program">The program.</param>
    /// <param name="call">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CommandFailedException">There is no such program.</exception>
    public static async Task<DotNetResult> RunAsync(string program, DotNetCall call, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, call.Arguments)
        {
            WorkingDirectory = call.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in OfAnotherBuild)
            start.Environment.Remove(name);
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new DotNetResult(process.ExitCode, [.. Lines(await output), .. Lines(await error)]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw CommandFailedException.Failed(
                $"'{start.FileName}' could not be started ({failure.Message}). Install the .NET SDK, or add it to the PATH.");
        }
    }

    private static string[] Lines(string text)
        => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
