using System.Security;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary>Builds a code base with the tool's own rules in its compilers. Its files and its restored packages stay as they are.</summary>
internal static class AuditBuild
{
    private const string Properties = "-property:";

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
            var (folder, note) = await SdkFolder.FindAsync(source.Folder, output.FullName, host, cancellationToken);
            var path = source.ToBuild is [var only] ? only : await WriteAllAsync(source.ToBuild, output.FullName, cancellationToken);
            var result = await ProjectBuild.RunAsync(
                host, folder, path, [.. Options(logs, output.FullName)], () => Directory.EnumerateFiles(logs, "*.audit.sarif").Any(),
                cancellationToken);
            return (result, note is null ? [] : [note]);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Options(string logs, string output)
    {
        (string Name, string Value)[] paths =
        [
            ("TokenTrackingAuditDirectory", logs), ("ArtifactsPath", output),
            ("TokenTrackingAuditAnalyzer", Path.Combine(ToolFolder, "TokenTracking.Generators.dll")),
            ("CustomBeforeDirectoryBuildProps", Path.Combine(ToolFolder, "TokenTracking.Audit.props")),
            ("CustomAfterDirectoryBuildTargets", Path.Combine(ToolFolder, "TokenTracking.Audit.targets")),
            ("CustomAfterMicrosoftCommonCrossTargetingTargets", Path.Combine(ToolFolder, "TokenTracking.Audit.targets")),
        ];
        return [.. Fixed.Select(static each => Properties + each),
            .. paths.Select(static each => $"{Properties}{each.Name}={ProjectBuild.Escaped(each.Value)}"), "-nodeReuse:false"];
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
