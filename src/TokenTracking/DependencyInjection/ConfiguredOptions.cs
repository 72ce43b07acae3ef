using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TokenTracking.DependencyInjection;

/// <summary>The options that the configuration of an application sets, so that they can be changed without a build.</summary>
internal static class ConfiguredOptions
{
    private const string LogCallsAboveTokens = "TokenTracking:LogCallsAboveTokens";

    /// <summary>Sets what the configuration states; everything else stays as the code set it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="configuration">The configuration; null if the application has none.</param>
    /// <exception cref="InvalidOperationException">A value is not valid.</exception>
    public static void Apply(TokenTrackingOptions options, IConfiguration? configuration)
    {
        if (configuration?[LogCallsAboveTokens] is not { } value)
            return;
        if (value.Length == 0 || value.Equals("never", StringComparison.OrdinalIgnoreCase))
            options.LogCallsAboveTokens = null;
        else if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens))
            options.LogCallsAboveTokens = tokens;
        else
            throw new InvalidOperationException(
                $"The setting '{LogCallsAboveTokens}' is '{value}'. It must be a number of tokens, or 'never'.");
    }
}
