using System.Diagnostics;

namespace TokenTracking.Crash;

/// <summary>Starts this program with the word of what it is to be.</summary>
internal static class ChildProcess
{
    /// <summary>Starts one.</summary>
    /// <param name="locksFiles">False for a process whose file locks are switched off, and whose error output the caller reads.</param>
    /// <param name="arguments">The word, and what belongs to it.</param>
    public static Process Start(bool locksFiles, params ReadOnlySpan<string> arguments)
        => Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            Environment = { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = locksFiles ? "0" : "1" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = !locksFiles,
        })!;
}
