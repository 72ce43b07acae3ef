using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Periods;

namespace TokenTracking.Cli.Options;

/// <summary><c>--start</c> and <c>--end</c>: the period of a report.</summary>
internal sealed class PeriodOptions
{
    /// <summary><c>--start</c>.</summary>
    public Option<string?> Start { get; } = new("--start")
    {
        Description = "The start of the period: a date (2026-11-22), a month (2026-11) or an instant (2026-11-22T10:00:00Z).",
        HelpName = "when",
    };

    /// <summary><c>--end</c>.</summary>
    public Option<string?> End { get; } = new("--end")
    {
        Description = "The end of the period: a date or month, which is included, or an instant, which is not.",
        HelpName = "when",
    };

    /// <summary>Adds both to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(Start);
        command.Options.Add(End);
    }

    /// <summary>The period that a command line means.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="zone">The zone of its dates.</param>
    /// <returns>The first instant inside and the first one after; null if open.</returns>
    /// <exception cref="CommandFailedException">A date cannot be read, or the start is after the end.</exception>
    public (DateTimeOffset? From, DateTimeOffset? To) Resolve(ParseResult parsed, TimeZoneInfo zone)
    {
        var (startText, endText) = (parsed.GetValue(Start), parsed.GetValue(End));
        var start = startText is null ? null : Read("--start", startText);
        var end = endText is null ? null : Read("--end", endText);
        var (from, to) = (start?.Begin(zone), end?.End(zone));

        // Yesterday, which is inside, stops where today begins: that period is the wrong way round although its ends meet.
        if (from > to || (from == to && end?.Begin(zone) < from))
            throw CommandFailedException.Usage($"--start {startText} is after --end {endText}. Exchange them, or omit one of them.");
        return (from, to);
    }

    private static Moment Read(string option, string text)
        => Moment.TryParse(text) ?? throw CommandFailedException.Usage(
            $"{option} '{text}' is not a date. Specify a day (2026-11-22), a month (2026-11), a local time (2026-11-22T10:00)"
            + " or an instant (2026-11-22T10:00:00Z, 2026-11-22T10:00:00+01:00).");
}
