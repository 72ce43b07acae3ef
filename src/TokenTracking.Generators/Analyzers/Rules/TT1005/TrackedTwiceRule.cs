using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>The descriptor of TT1005.</summary>
internal static class TrackedTwiceRule
{
    public const string Id = "TT1005";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A call is counted twice",
        messageFormat: "{0}",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A call has to be recorded once, nearest to the provider. Two records of one call, one record for all calls of a tool loop, and a record for an answer that came from a cache make every figure wrong.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
