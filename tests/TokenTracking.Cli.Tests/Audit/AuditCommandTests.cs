using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>The command line, and what is printed from logs.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly CodeBase _code = new();
    private readonly List<DotNetCall> _calls = [];

    public void Dispose() => _code.Dispose();

    [Fact]
    public async Task No_name_out_of_code_is_markup_or_moves_the_cursor()
    {
        _code.With("a.audit.sarif", AuditLogs.Sarif(
            calls: "/src/<b>.cs:3\tN.<script>alert(1)</script>|X\tM\thttp\t\thttps://api.openai.com/v1/chat/completions\tuntracked\t"
                + "discarded\t\t\t\t",
            models: "/src/a.cs:1\t<img src=x>|\u001b[31m\tN.X\t\t"));

        var html = await ReadAsync("html");
        var markdown = await ReadAsync("markdown");
        var table = await ReadAsync("table");

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;|X", html.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html.Out, StringComparison.Ordinal);
        Assert.Contains("\\<script\\>alert\\(1\\)\\</script\\>\\|X", markdown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", table.Out, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (html.ExitCode, markdown.ExitCode, table.ExitCode));
    }

    [Fact]
    public async Task Every_state_has_its_words_and_its_priority()
    {
        _code.With("a.audit.sarif", AuditLogs.Sarif(calls: string.Join('\n',
            AuditLogs.Call("A", "sdk", "ChatClient.CompleteChatAsync", "untracked", "read", library: "OpenAI"),
            AuditLogs.Call("B", "provider", "ILlm.AskAsync", "assumed"),
            AuditLogs.Call("C", "provider", "ILlm.AskAsync", "tracked"),
            AuditLogs.Call("D", "http", "https://api.mistral.ai/v1/chat/completions", "declined", "read", reason: "a probe"),
            AuditLogs.Call("E", "http", "https://api.openai.com/v1/chat/completions", "untracked", "read", withoutUsage: "withoutUsage"),
            AuditLogs.Call("F", "provider", "Claude.AskAsync", "untracked", loop: "loop"),
            AuditLogs.Call("F", "provider", "Claude.AskAsync", "tracked", line: 2))));

        var run = await ReadAsync("markdown");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "Coverage 40 %: 2 of 5 call sites tracked; 1 assumed and 1 declined stand apart.", run.Out, StringComparison.Ordinal);
        string[] rows =
        [
            "| E | /s/E.cs:1 | OpenAI \\(HTTP\\) | 1 | no | usage is read, not recorded; streamed without usage | CRITICAL |",
            "| F | /s/F.cs:1 | Claude | 2 | partly | calls are not recorded | CRITICAL |",
            "| A | /s/A.cs:1 | OpenAI \\(SDK\\) | 1 | no | usage is read, not recorded | HIGH |",
            "| B | /s/B.cs:1 | ILlm | 1 | assumed | tracked only if what is passed in is | MEDIUM |",
            "| C | /s/C.cs:1 | ILlm | 1 | yes | – | – |",
            "| D | /s/D.cs:1 | Mistral \\(HTTP\\) | 1 | declined | – | – |",
        ];
        Assert.Contains(string.Join("\n", rows) + "\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_a_failed_compilation_gives_its_reason_without_a_build()
    {
        _code.With("a.audit.sarif", AuditLogs.Sarif())
            .With("b.audit.sarif", """
                { "runs": [ { "results": [ { "ruleId": "CS0103", "level": "error", "message": { "text": "no x" } } ] } ] }
                """)
            .With("b.audit.project", "project=/src/B.csproj\nframework=net8.0\nlanguage=C#\ncompiler=roslyn4.14\n")
            .With("half.audit.sarif", "{ \"runs\": [")
            .With("c.audit.project", "project=/src/C.csproj\nframework=\nlanguage=C#\ncompiler=roslyn4.8\n")
            .With("d.audit.project", "project=/src/D.fsproj\nframework=net8.0\nlanguage=F#\ncompiler=\n");

        var run = await ReadAsync("markdown");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("| /src/B.csproj | net8.0 | CS0103: no x |", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "| /src/C.csproj | – | its compiler \\(4.8\\) is older than 4.14 and cannot run the rules |", run.Out,
            StringComparison.Ordinal);
        Assert.Contains("| half.audit | – | ", run.Out, StringComparison.Ordinal);
        Assert.Contains("- Only C\\# is read, and not D.fsproj.", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "contains no solution and no C# project.")]
    [InlineData("nothing", "There is no ")]
    [InlineData("notes.txt", "is neither a solution (.sln, .slnx, .slnf) nor a C# project (.csproj) or program (.cs).")]
    public async Task A_path_without_code_is_said_to_have_none(string name, string message)
    {
        _code.With("notes.txt", "");

        var run = await BuildAsync(Path.Combine(_code.Folder, name), 0);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_calls);
    }

    [Theory]
    [InlineData("App.sln")]
    [InlineData("App.slnx")]
    [InlineData("App.slnf")]
    [InlineData("App.csproj")]
    public async Task A_solution_or_project_is_built_in_its_folder_and_a_build_without_errors_and_logs_is_explained(string name)
    {
        _code.With(name, "");

        var run = await BuildAsync(Path.Combine(_code.Folder, name), 0);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was not audited: the build compiled no C# project.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["--version", "build"], _calls.Select(static call => call.Arguments[0]));
        Assert.Equal((_code.Folder, Path.Combine(_code.Folder, name)), (_calls[1].Folder, _calls[1].Arguments[1]));
    }

    [Fact]
    public async Task Of_a_folder_the_solutions_come_before_the_projects_and_these_before_what_is_below()
    {
        _code.With("deep/er/Deep.csproj", "").With(".hidden/H.csproj", "").With("node_modules/N.csproj", "");
        await BuildAsync(_code.Folder, 0);
        _code.With("deep/Deep.sln", "");
        await BuildAsync(_code.Folder, 0);
        _code.With("App.csproj", "");
        await BuildAsync(_code.Folder, 0);
        _code.With("App.slnx", "").With("App.slnf", "");
        await BuildAsync(_code.Folder, 0);

        Assert.Equal(
            ["deep/er/Deep.csproj", "deep/Deep.sln", "App.csproj", "App.slnx"],
            _calls.Where(static call => call.Arguments[0] == "build")
                .Select(call => Path.GetRelativePath(_code.Folder, call.Arguments[1]).Replace('\\', '/')));
    }

    [Fact]
    public async Task Without_a_project_the_programs_that_are_single_files_are_built_one_by_one()
    {
        _code.With("a/chat.cs", "// Talks.\n\n#:package OpenAI@2.15.0\nConsole.Write(1);")
            .With("b.cs", "#!/usr/bin/env dotnet\n1.ToString();")
            .With("a/Plain.cs", "class Plain;").With("Empty.cs", "");

        await BuildAsync(_code.Folder, 0);
        await BuildAsync(Path.Combine(_code.Folder, "a/Plain.cs"), 0);

        Assert.Equal(["b.cs", "a/chat.cs", "a/Plain.cs"], _calls.Where(static call => call.Arguments[0] == "build")
            .Select(call => Path.GetRelativePath(_code.Folder, call.Arguments[1]).Replace('\\', '/')));
        // The SDK takes a file with an option that it does not know for a project.
        Assert.DoesNotContain(_calls, static call => call.Arguments.Contains("-nodeReuse:false"));
    }

    [Theory]
    [InlineData("src/Tools/Ask.cs", "A program that is a single file is audited by its name: src/Tools/Ask.cs.")]
    [InlineData("ProjectSettings/ProjectVersion.txt", "It is a Unity project: open it in Unity, and have Unity generate its project files")]
    [InlineData("Game/ProjectSettings/ProjectVersion.txt", "It is a Unity project: ")]
    [InlineData("readme.md", "contains no solution and no C# project.\n")]
    public async Task A_folder_without_a_project_is_explained(string file, string message)
    {
        _code.With(file, "class Ask;");

        var run = await BuildAsync(_code.Folder, 0);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_single_file_requires_the_sdk_that_builds_it()
    {
        _code.With("chat.cs", "#:package OpenAI@2.15.0");

        var run = await BuildAsync(_code.Folder, 0, version: "9.0.304");

        Assert.Equal(
            (1, "The audit requires the .NET SDK 10.0.100 or later, and 9.0.304 is installed: it cannot build a single file.\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_sdk_that_cannot_run_the_rules_is_named()
    {
        _code.With("App.csproj", "");

        var run = await BuildAsync(_code.Folder, 0, version: "8.0.404");

        Assert.Equal(
            (1, "The audit requires the .NET SDK 9.0.300 or later, and 8.0.404 is installed: its compiler cannot run the rules.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--format 'csv' is not an output format. Specify one of: table, markdown, json, html.", "--format", "csv")]
    public async Task A_wrong_option_is_a_usage_error(string message, params string[] options)
    {
        var run = await TokensRun.WithAsync(static host => host, ["audit", .. options]);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task The_help_says_that_build_code_runs()
    {
        var run = await TokensRun.WithAsync(static host => host, "audit", "--help");

        Assert.Contains("runs its build code", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("--no-build", run.Out, StringComparison.Ordinal);
    }

    private Task<TokensRun> ReadAsync(string format)
        => TokensRun.WithAsync(static host => host, "audit", _code.Folder, "--no-build", "--format", format);

    private Task<TokensRun> BuildAsync(string path, int exitCode, string version = "10.0.401") => TokensRun.WithAsync(
        host => host with
        {
            RunDotNet = (call, _) =>
            {
                _calls.Add(call);
                return Task.FromResult(call.Arguments is ["--version"] ? new DotNetResult(0, [version]) : new DotNetResult(exitCode, []));
            },
        },
        "audit", path);
}
