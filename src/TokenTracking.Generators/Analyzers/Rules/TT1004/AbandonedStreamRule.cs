using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>The descriptor of TT1004.</summary>
internal static class AbandonedStreamRule
{
    public const string Id = "TT1004";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A stream ends before its usage arrives",
        messageFormat: "{0}: the usage of a stream comes with its last piece, and never arrives here",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers report the usage of a streamed answer in its last piece. A loop that is left early, and a request that does not ask for usage, are billed and recorded without it.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
