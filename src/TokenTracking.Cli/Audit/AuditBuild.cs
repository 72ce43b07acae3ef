using System.Security;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary>Builds a code base with the tool's own rules in its compilers. Its files and its restored packages stay as they are.</summary>
internal static class AuditBuild
{
    private const string Properties = "-property:";

    // A target that is left out may have hidden the next one that fails.
    private const int MostAttempts = 4;

    // Not asked of a code base: its style, its warnings, its packages. Asked: to compile.
    private static readonly string[] Fixed =
    [
        "TokenTrackingAudit=true", "UseArtifactsOutput=true", "TreatWarningsAsErrors=false", "CodeAnalysisTreatWarningsAsErrors=false",
        "MSBuildTreatWarningsAsErrors=false", "WarningsAsErrors=", "TokenTrackingStrict=false", "EnforceCodeStyleInBuild=false",
        "NuGetAudit=false", "GeneratePackageOnBuild=false", "RestoreLockedMode=false",
    ];

    /// <summary>Where the tool keeps what it adds to a build.</summary>
    public static string ToolFolder { get; } = Path.Combine(AppContext.BaseDirectory, "audit");

    /// <summary>Builds, and leaves the compilers' logs in a folder.</summary>
    /// <param name="source">What is built.</param>
    /// <param name="logs">The folder for the logs.</param>
    /// <param name="host">Runs the build.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>What the build printed, and what it had to do without.</returns>
    /// <exception cref="CommandFailedException">There is no SDK that can run the rules.</exception>
    public static async Task<(DotNetResult Result, IReadOnlyList<string> Notes)> RunAsync(
        AuditSource source, string logs, CommandHost host, CancellationToken cancellationToken)
    {
        var output = Directory.CreateTempSubdirectory("tokens-build-");
        try
        {
            var (folder, note) = await SdkFolder.FindAsync(source, output.FullName, host, cancellationToken);
            var lines = new List<string>();
            var without = new LeftOutTargets(output.FullName);
            DotNetResult result;
            var attempt = 0;
            do
            {
                result = await BuildAsync(source, folder, logs, output.FullName, host, cancellationToken);
                lines.AddRange(result.Lines);
            }
            while (result.ExitCode != 0 && ++attempt < MostAttempts
                && await without.AddAsync(FailedTarget.Of(result.Lines, source.Folder), cancellationToken));
            return (result with { Lines = lines }, [.. note is null ? [] : (string[])[note], .. without.Notes(source.Folder)]);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static async Task<DotNetResult> BuildAsync(
        AuditSource source, string folder, string logs, string output, CommandHost host, CancellationToken cancellationToken)
    {
        bool HasLogs() => Directory.EnumerateFiles(logs, "*.audit.sarif").Any();
        string[] options = [.. Options(logs, output)];
        if (source.IsOfFiles)
        {
            var results = new List<DotNetResult>();
            foreach (var file in source.ToBuild)
                results.Add(await ProjectBuild.RunAsync(host, folder, (file, [file]), options, HasLogs, cancellationToken));
            return new DotNetResult(results.Max(static each => each.ExitCode), [.. results.SelectMany(static each => each.Lines)]);
        }

        var path = source.ToBuild is [var only] ? only : await WriteAllAsync(source.ToBuild, output, cancellationToken);
        return await ProjectBuild.RunAsync(
            host, folder, (path, source.ToBuild), [.. options, "-nodeReuse:false"], HasLogs, cancellationToken);
    }

    private static IEnumerable<string> Options(string logs, string output)
    {
        (string Name, string Value)[] paths =
        [
            ("TokenTrackingAuditDirectory", logs), ("ArtifactsPath", output),
            ("TokenTrackingAuditWithout", new LeftOutTargets(output).File),
            ("TokenTrackingAuditAnalyzer", Path.Combine(ToolFolder, "TokenTracking.Generators.dll")),
            ("CustomBeforeDirectoryBuildProps", Path.Combine(ToolFolder, "TokenTracking.Audit.props")),
            ("CustomAfterDirectoryBuildTargets", Path.Combine(ToolFolder, "TokenTracking.Audit.targets")),
            ("CustomAfterMicrosoftCommonCrossTargetingTargets", Path.Combine(ToolFolder, "TokenTracking.Audit.targets")),
        ];
        return [.. Fixed.Select(static each => Properties + each),
            .. paths.Select(static each => $"{Properties}{each.Name}={ProjectBuild.Escaped(each.Value)}")];
    }

    // One build for several solutions or projects: one that fails does not end it.
    private static async Task<string> WriteAllAsync(IEnumerable<string> paths, string folder, CancellationToken cancellationToken)
    {
        var all = Path.Combine(folder, "audit.proj");
        var items = string.Concat(paths.Select(static path => $"    <Audited Include=\"{SecurityElement.Escape(path)}\" />\n"));
        await File.WriteAllTextAsync(all, $"""
            <Project DefaultTargets="Build">
              <ItemGroup>
            {items}  </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Audited)" Targets="Restore" ContinueOnError="true" />
              </Target>
              <Target Name="Build">
                <MSBuild Projects="@(Audited)" ContinueOnError="true" />
              </Target>
            </Project>
            """, cancellationToken);
        return all;
    }
}
