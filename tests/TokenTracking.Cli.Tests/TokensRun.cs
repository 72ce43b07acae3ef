using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;
using TokenTracking.Testing;

namespace TokenTracking.Cli.Tests;

/// <summary>One run of the command in this process, with everything it wrote.</summary>
internal sealed record TokensRun(int ExitCode, string Out, string Error)
{
    /// <summary>A clock at noon, in a machine whose zone is UTC.</summary>
    public static TimeProvider Clock { get; } = new UtcMachine();

    /// <summary>Runs a command line over a store in memory.</summary>
    public static Task<TokensRun> OverAsync(IUsageStore store, params string[] args)
        => WithAsync(host => host with { OpenStore = (_, _, _) => Task.FromResult(store) }, args);

    /// <summary>Runs a command line in a world of the test's own.</summary>
    public static async Task<TokensRun> WithAsync(Func<CommandHost, CommandHost> world, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = world(new CommandHost { Out = output, Error = error, Clock = Clock });
        var exitCode = await TokensCommand.RunAsync(args, host);
        return new TokensRun(exitCode, output.ToString(), error.ToString());
    }

    private sealed class UtcMachine : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new ManualTimeProvider().GetUtcNow();
    }
}
