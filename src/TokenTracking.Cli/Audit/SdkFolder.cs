using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary>Chooses the folder that a build runs in, and with it the SDK.</summary>
internal static class SdkFolder
{
    // The first SDK with a compiler that can run the rules.
    private static readonly Version Least = new(9, 0, 300);

    /// <summary>The folder of the code base if the SDK that it chooses is installed and new enough; else a folder without
    /// <c>global.json</c>.</summary>
    /// <param name="folder">The folder of the code base.</param>
    /// <param name="other">The other folder.</param>
    /// <param name="host">Asks the SDK.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The folder, and what is to be said about the choice; null for nothing.</returns>
    /// <exception cref="CommandFailedException">No installed SDK is new enough.</exception>
    public static async Task<(string Folder, string? Note)> FindAsync(
        string folder, string other, CommandHost host, CancellationToken cancellationToken)
    {
        var chosen = await VersionInAsync(folder, host, cancellationToken);
        if (IsEnough(chosen))
            return (folder, null);
        var newest = await VersionInAsync(other, host, cancellationToken);
        if (!IsEnough(newest))
        {
            throw CommandFailedException.Failed(
                $"The audit requires the .NET SDK {Least} or later, and {newest ?? "none"} is installed: "
                + "its compiler cannot run the rules.");
        }

        return (other, chosen is null
            ? $"The SDK that global.json asks for is not installed: built with {newest}."
            : $"The SDK {chosen} that global.json chooses is older than {Least}: built with {newest}.");
    }

    private static bool IsEnough(string? version) => Version.TryParse(version?.Split('-')[0], out var parsed) && parsed >= Least;

    private static async Task<string?> VersionInAsync(string folder, CommandHost host, CancellationToken cancellationToken)
    {
        var result = await host.RunDotNet(new DotNetCall(folder, ["--version"]), cancellationToken);
        return result is { ExitCode: 0, Lines: [.., { } version] } ? version : null;
    }
}
