using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>The descriptor of TT1005.</summary>
internal static class TrackedTwiceRule
{
    public const string Id = "TT1005";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Call is recorded twice",
        messageFormat: "{0}",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A call must be recorded once, next to the provider. Two records of one call, one record for all calls of a tool "
            + "loop, and a record of a response that came from a cache make every total wrong.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
