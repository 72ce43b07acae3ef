using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary>Chooses the folder that a build runs in, and with it the SDK.</summary>
internal static class SdkFolder
{
    // The first SDK with a compiler that can run the rules.
    private static readonly Version Least = new(9, 0, 300);

    // The first SDK that builds a program which is a single file.
    private static readonly Version LeastOfFiles = new(10, 0, 100);

    /// <summary>The folder of the code base if the SDK that it chooses is installed and new enough; else a folder without
    /// <c>global.json</c>.</summary>
    /// <param name="source">What is built.</param>
    /// <param name="other">The other folder.</param>
    /// <param name="host">Asks the SDK.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The folder, and what is to be said about the choice; null for nothing.</returns>
    /// <exception cref="CommandFailedException">No installed SDK is new enough.</exception>
    public static async Task<(string Folder, string? Note)> FindAsync(
        AuditSource source, string other, CommandHost host, CancellationToken cancellationToken)
    {
        var least = source.IsOfFiles ? LeastOfFiles : Least;
        var chosen = await VersionInAsync(source.Folder, host, cancellationToken);
        if (IsEnough(chosen, least))
            return (source.Folder, null);
        var newest = await VersionInAsync(other, host, cancellationToken);
        if (!IsEnough(newest, least))
        {
            throw CommandFailedException.Failed(
                $"The audit requires the .NET SDK {least} or later, and {newest ?? "none"} is installed: "
                + (source.IsOfFiles ? "it cannot build a single file." : "its compiler cannot run the rules."));
        }

        return (other, chosen is null
            ? $"The SDK that global.json asks for is not installed: built with {newest}."
            : $"The SDK {chosen} that global.json chooses is older than {least}: built with {newest}.");
    }

    private static bool IsEnough(string? version, Version least)
        => Version.TryParse(version?.Split('-')[0], out var parsed) && parsed >= least;

    private static async Task<string?> VersionInAsync(string folder, CommandHost host, CancellationToken cancellationToken)
    {
        var result = await host.RunDotNet(new DotNetCall(folder, ["--version"]), cancellationToken);
        return result is { ExitCode: 0, Lines: [.., { } version] } ? version : null;
    }
}
