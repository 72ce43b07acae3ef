using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Periods;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Options;

/// <summary><c>--at</c>: the time whose prices apply.</summary>
internal static class AtOption
{
    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<string?> Create() => new("--at")
    {
        Description = "The time whose prices apply: a day (2026-11-22) or an instant (2026-11-22T10:00:00Z), in UTC. Default: now.",
        HelpName = "when",
    };

    /// <summary>The instant that a command line means.</summary>
    /// <param name="text">The value of <c>--at</c>; null if it is not specified.</param>
    /// <param name="host">Has the clock.</param>
    /// <returns>The instant.</returns>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static DateTimeOffset Resolve(string? text, CommandHost host)
    {
        if (text is null)
            return host.Clock.GetUtcNow();

        // Price lists are dated in UTC: in a zone east of it, a price's first day would otherwise still have the price of the day before.
        return Moment.TryParse(text)?.Begin(TimeZoneInfo.Utc) ?? throw CommandFailedException.Usage(
            $"--at '{text}' is not a date. Specify a day (2026-11-22) or an instant (2026-11-22T10:00:00Z).");
    }
}
