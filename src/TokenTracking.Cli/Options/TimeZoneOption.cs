using System.CommandLine;
using System.Security;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Options;

/// <summary><c>--timezone</c>: the zone that dates are read in, and days and months are cut in.</summary>
internal static class TimeZoneOption
{
    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<string?> Create() => new("--timezone")
    {
        Description = "The time zone of dates, days and months, as an IANA name (Europe/Berlin). Default: the time zone of the machine.",
        HelpName = "zone",
    };

    /// <summary>The zone that a name means.</summary>
    /// <param name="name">The name; null for the machine's own zone.</param>
    /// <param name="host">The machine.</param>
    /// <returns>The zone.</returns>
    /// <exception cref="CommandFailedException">There is no such zone.</exception>
    public static TimeZoneInfo Resolve(string? name, CommandHost host)
    {
        if (name is null)
            return host.Clock.LocalTimeZone;
        if (string.Equals(name, "UTC", StringComparison.OrdinalIgnoreCase))
            return TimeZoneInfo.Utc;

        try
        {
            // The name becomes a path under the zone database; only names of that shape are looked up.
            if (name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+'))
                return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException)
        {
            throw Unknown(name);
        }

        throw Unknown(name);
    }

    private static CommandFailedException Unknown(string name) => CommandFailedException.Usage(
        $"--timezone '{name}' is not a time zone of this machine. Specify an IANA name such as Europe/Berlin, America/New_York or UTC"
        + " (on a minimal Linux image, install the package tzdata).");
}
