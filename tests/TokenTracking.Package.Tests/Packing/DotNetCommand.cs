using System.Diagnostics;

namespace TokenTracking.Package.Tests.Packing;

/// <summary>What a command printed, and how it ended.</summary>
internal sealed record CommandRun(string Command, int ExitCode, string Output)
{
    /// <summary>The output of a command that has to succeed; all of it is in the failure's message otherwise.</summary>
    public string Succeeded()
        => ExitCode == 0 ? Output : throw new InvalidOperationException($"{Command} ended with {ExitCode}:\n{Output}");
}

/// <summary>Runs <c>dotnet</c> as a person in a terminal would.</summary>
internal static class DotNetCommand
{
    // What the test host, or the build that started it, set for itself: a consumer's terminal has none of it.
    private static readonly string[] OfTheHost = [
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH", "VSTEST_HOST_DEBUG"];

    public static async Task<CommandRun> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in OfTheHost)
            start.Environment.Remove(name);
        // No process may outlive the test and hold its folders.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandRun("dotnet " + string.Join(' ', arguments), process.ExitCode, await output + await error);
    }
}
