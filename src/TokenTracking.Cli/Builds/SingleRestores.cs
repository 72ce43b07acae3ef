using System.Security;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Builds;

/// <summary>Restores projects one by one. The restore of a solution ends at the first project that MSBuild cannot read (a workload or an
/// SDK that is not installed), and leaves all the others without their packages.</summary>
internal static class SingleRestores
{
    /// <summary>Restores each project that can be restored.</summary>
    /// <param name="host">Runs MSBuild.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="projects">The projects, with their full paths.</param>
    /// <param name="options">Further arguments.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What it printed.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        CommandHost host, string folder, IEnumerable<string> projects, IEnumerable<string> options, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("tokens-restore-");
        try
        {
            var path = Path.Combine(scratch.FullName, "restore.proj");
            var items = string.Concat(projects.Select(static project => $"    <Single Include=\"{Escaped(project)}\" />\n"));
            await File.WriteAllTextAsync(path, $"""
                <Project>
                  <ItemGroup>
                {items}  </ItemGroup>
                  <Target Name="RestoreSingly">
                    <MSBuild Projects="%(Single.FullPath)" Targets="Restore" ContinueOnError="true" />
                  </Target>
                </Project>
                """, cancellationToken);
            string[] arguments =
            [
                "msbuild", path, "-target:RestoreSingly", "-nologo", "-verbosity:quiet", "-consoleLoggerParameters:ErrorsOnly;NoSummary",
                .. options,
            ];
            return (await host.RunDotNet(new DotNetCall(folder, arguments), cancellationToken)).Lines;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string Escaped(string path) => SecurityElement.Escape(ProjectBuild.Escaped(path));
}
