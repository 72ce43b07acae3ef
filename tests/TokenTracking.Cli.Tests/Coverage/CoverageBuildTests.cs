using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Tests.Prices;

namespace TokenTracking.Cli.Tests.Coverage;

/// <summary>How a solution or project is built for its logs. The build itself is run for real by the tests of the package.</summary>
public sealed class CoverageBuildTests : IDisposable
{
    private const string Directory = "-property:TokenTrackingCoverageDirectory=";

    private readonly TemporaryFolder _folder = new();
    private readonly List<DotNetCall> _calls = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("App.sln")]
    [InlineData("App.slnx")]
    [InlineData("App.slnf")]
    [InlineData("App.csproj")]
    public async Task A_solution_or_project_is_built_anew_and_its_logs_are_summed_and_deleted(string name)
    {
        var path = Touch(name);

        var run = await RunAsync(
            path, 0, [], ("App.net10.0.sarif", Logs.Sarif("App", tracked: 1)),
            ("Library.net10.0.sarif", Logs.Sarif("Library", untracked: ["/l.cs:1\tX.Y"])));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Coverage 50 %: 1 of 2 call sites tracked.", run.Out, StringComparison.Ordinal);
        var call = Assert.Single(_calls);
        Assert.Equal((_folder.FullName, "build", path), (call.Folder, call.Arguments[0], call.Arguments[1]));
        Assert.Contains("--no-incremental", call.Arguments);
        Assert.False(System.IO.Directory.Exists(LogFolder(call)));
    }

    [Fact]
    public async Task A_folder_means_its_only_solution_else_its_only_project()
    {
        Touch("App.csproj");
        await RunAsync(_folder.FullName, 0, [], ("App.sarif", Logs.Sarif()));
        Touch("App.slnx");
        await RunAsync(_folder.FullName, 0, [], ("App.sarif", Logs.Sarif()));
        Touch("Other.sln");
        var run = await RunAsync(_folder.FullName, 0, []);

        Assert.Equal(["App.csproj", "App.slnx"], _calls.Select(static call => Path.GetFileName(call.Arguments[1])));
        Assert.Equal((1, $"{_folder.FullName} has several: App.slnx, Other.sln. Specify one of them.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_build_that_fails_says_the_compilers_errors_once_each()
    {
        var path = Touch("App.csproj");

        var run = await RunAsync(
            path, 1, ["/src/Parser.cs(3,5): error CS0103: The name 'x' does not exist",
            "/src/Parser.cs(3,5): error CS0103: The name 'x' does not exist"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            $"/src/Parser.cs(3,5): error CS0103: The name 'x' does not exist\n{path} does not build (the exit code of "
            + "dotnet build is 1). Nothing was measured.\n",
            run.Error);
        Assert.False(System.IO.Directory.Exists(LogFolder(_calls[0])));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task What_does_not_build_is_named_and_the_rest_is_summed(string format)
    {
        var path = Touch("App.slnx");
        var lines = new[]
        {
            "/src/B/B.cs(1,2): error CS0103: The name 'x' does not exist [/src/B/B.csproj]",
            "/src/C/C.csproj : error NU1101: Unable to find package X. [/src/App.slnx]",
        };

        var run = await RunAsync(
            path, 1, lines, format, ("A.net10.0.sarif", Logs.Sarif("A", tracked: 3, untracked: ["/a.cs:1\tX.Y"])),
            ("B.net10.0.sarif", Logs.WithError(tracked: 100)));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            format == "json" ? "\"percentage\": 75" : "Coverage 75 %: 3 of 4 call sites tracked. Not measured: 2 projects with errors",
            run.Out, StringComparison.Ordinal);
        Assert.Contains("/src/B/B.csproj", run.Out, StringComparison.Ordinal);
        Assert.Contains("/src/C/C.csproj", run.Out, StringComparison.Ordinal);
        Assert.Contains("NU1101: Unable to find package X.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_build_that_names_no_project_is_not_taken_for_a_whole_one()
    {
        var path = Touch("App.slnx");

        var run = await RunAsync(path, 1, ["MSBUILD : error MSB4017: The build stopped"], ("A.sarif", Logs.Sarif("A", tracked: 1)));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MSB4017: The build stopped", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_whose_packages_cannot_be_restored_does_not_keep_the_others_from_being_built()
    {
        var path = Touch("App.slnx");

        var run = await TokensRun.WithAsync(
            host => host with
            {
                RunDotNet = (call, _) =>
                {
                    _calls.Add(call);
                    if (!call.Arguments.Contains("--no-restore"))
                        return Failed("/src/C.csproj : error NU1101: Unable to find package X. [/src/App.slnx]");
                    Logs.Write(Path.Combine(LogFolder(call), "A.sarif"), Logs.Sarif("A", tracked: 1));
                    return Failed("/src/C.csproj : error NETSDK1004: Assets file not found [/src/C.csproj]");
                },
            },
            "coverage", path);

        Assert.Equal((1, 2), (run.ExitCode, _calls.Count));
        Assert.Contains("Coverage 100 %: 1 of 1 call site tracked. Not measured: 1 project with errors", run.Out, StringComparison.Ordinal);
        Assert.Contains("NU1101: Unable to find package X.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_build_the_newest_logs_below_the_folder_are_read()
    {
        var old = _folder.Path("old.sarif");
        Logs.Write(old, Logs.Sarif("App", tracked: 9));
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        System.IO.Directory.CreateDirectory(_folder.Path("obj"));
        Logs.Write(_folder.Path("obj/new.sarif"), Logs.Sarif("App", tracked: 1, untracked: ["/p.cs:1\tX.Y"]));
        Logs.Write(_folder.Path("obj/other.sarif"), Logs.WithoutFigure);
        Logs.Write(_folder.Path("obj/half.sarif"), "{ \"runs\": [");
        var path = Touch("App.slnx");

        var run = await TokensRun.WithAsync(static host => host, "coverage", path, "--no-build");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(_folder.Path("obj/half.sarif") + " is not", run.Error, StringComparison.Ordinal);
        Assert.Contains("Coverage 50 %: 1 of 2 call sites tracked.", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("App.slnx", "contains no compiler log with a coverage figure.")]
    [InlineData("nothing", "There is no ")]
    public async Task Without_a_build_and_without_logs_there_is_nothing_to_read(string name, string message)
    {
        Touch("App.slnx");

        var run = await TokensRun.WithAsync(static host => host, "coverage", _folder.Path(name), "--no-build");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_without_the_package_are_nothing_to_measure()
    {
        var path = Touch("App.csproj");

        var run = await RunAsync(path, 0, []);

        Assert.Equal((1, $"No project in {path} uses the package TokenTracking, so there is nothing to "
            + "measure.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_missing_dotnet_is_said_to_be_missing()
    {
        var path = Touch("App.csproj");
        var missing = _folder.Path("no-dotnet");

        var run = await TokensRun.WithAsync(
            host => host with { RunDotNet = (call, token) => DotNet.RunAsync(missing, call, token) }, "coverage", path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("could not be started", run.Error, StringComparison.Ordinal);
        Assert.Contains("Install the .NET SDK, or add it to the PATH.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sdks_command_runs_in_its_folder_and_gives_its_output_and_exit_code()
    {
        var version = await DotNet.RunAsync(new DotNetCall(_folder.FullName, ["--version"]), default);
        var unknown = await DotNet.RunAsync(new DotNetCall(_folder.FullName, ["no command; of that name"]), default);

        Assert.Equal(0, version.ExitCode);
        Assert.True(char.IsAsciiDigit(Assert.Single(version.Lines)[0]));
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.NotEmpty(unknown.Lines);
    }

    [Fact]
    public async Task A_cancelled_build_is_ended()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => DotNet.RunAsync(new DotNetCall(_folder.FullName, ["--version"]), cancelled.Token));
    }

    private Task<TokensRun> RunAsync(string path, int exitCode, string[] lines, params (string Name, string Log)[] logs)
        => RunAsync(path, exitCode, lines, "table", logs);

    private Task<TokensRun> RunAsync(string path, int exitCode, string[] lines, string format, params (string Name, string Log)[] logs)
        => TokensRun.WithAsync(
        host => host with
        {
            RunDotNet = (call, _) =>
            {
                _calls.Add(call);
                foreach (var (name, log) in logs)
                    Logs.Write(Path.Combine(LogFolder(call), name), log);
                return Task.FromResult(new DotNetResult(exitCode, lines));
            },
        },
        "coverage", path, "--format", format);

    private static Task<DotNetResult> Failed(string line) => Task.FromResult(new DotNetResult(1, [line]));

    private string Touch(string name)
    {
        var path = _folder.Path(name);
        File.WriteAllText(path, "");
        return path;
    }

    private static string LogFolder(DotNetCall call)
        => call.Arguments.Single(static argument => argument.StartsWith(Directory, StringComparison.Ordinal))[Directory.Length..];
}
