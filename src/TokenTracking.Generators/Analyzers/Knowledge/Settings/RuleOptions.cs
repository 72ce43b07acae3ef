using System.Collections.Immutable;

namespace TokenTracking.Generators.Analyzers.Knowledge.Settings;

/// <summary>The .editorconfig options that each rule reads. The documentation lists the same options.</summary>
internal static class RuleOptions
{
    private static readonly (string Option, string[] Rules)[] All =
    [
        (RuleSettings.BilledMethods, ["TT2001", "TT4001", "TT4002"]),
        (RuleSettings.LlmHosts, ["TT2002", "TT4001", "TT4002"]),
        (RuleSettings.TrackingMethods, ["TT1001", "TT1002", "TT1005", "TT2001", "TT2002", "TT4001", "TT4002"]),
    ];

    /// <summary>The options that a rule reads.</summary>
    public static ImmutableArray<string> Of(string rule)
        => [.. All.Where(entry => entry.Rules.Contains(rule)).Select(static entry => entry.Option)];
}
