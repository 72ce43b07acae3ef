using System.Diagnostics;
using System.Text.Json;

namespace ProjectPlanner.Tests;

internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>The JSON objects in the output, in order: each begins with a line "{" and ends with a line "}".</summary>
    public IReadOnlyList<JsonElement> Objects()
    {
        var objects = new List<JsonElement>();
        var lines = Output.ReplaceLineEndings("\n").Split('\n');
        for (var start = Array.IndexOf(lines, "{"); start >= 0; start = Array.IndexOf(lines, "{", start + 1))
        {
            var end = Array.IndexOf(lines, "}", start);
            objects.Add(JsonDocument.Parse(string.Join('\n', lines[start..(end + 1)])).RootElement);
        }

        return objects;
    }
}

/// <summary>A folder of its own in which the sample and the command run, without keys.</summary>
internal sealed class Programs : IDisposable
{
    private static readonly string[] Keys = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OLLAMA_HOST", "TOKENTRACKING_STORE"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("project-planner-");

    public string Folder => _folder.FullName;

    public string Store => Path.Combine(_folder.FullName, "data", "token_usage.db");

    public Task<ProgramRun> PlanAsync(params string[] arguments) => RunAsync("ProjectPlanner.dll", arguments);

    public Task<JsonElement> ReportAsync(params string[] arguments) => JsonAsync(["report", "--format", "json", .. arguments]);

    /// <summary>What the compiler said of the calls of a program, as the command reads it.</summary>
    public Task<JsonElement> CoverageAsync(string program)
        => JsonAsync(["coverage", Path.Combine(AppContext.BaseDirectory, program + ".sarif"), "--format", "json"]);

    private async Task<JsonElement> JsonAsync(string[] arguments)
    {
        var run = await RunAsync("tokens.dll", arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>What the command prints in a terminal's width, in the time zone of README.md.</summary>
    public async Task<string> PrintAsync(params string[] arguments)
    {
        var run = await RunAsync("tokens.dll", arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.ReplaceLineEndings("\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>How a program beside the tests is started.</summary>
    public static ProcessStartInfo Starting(string assembly, string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var key in Keys)
            start.Environment.Remove(key);
        return start;
    }

    private async Task<ProgramRun> RunAsync(string assembly, string[] arguments)
    {
        var start = Starting(assembly, _folder.FullName);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await error);
    }
}
