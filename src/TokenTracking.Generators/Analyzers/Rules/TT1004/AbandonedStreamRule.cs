using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>The descriptor of TT1004.</summary>
internal static class AbandonedStreamRule
{
    public const string Id = "TT1004";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Stream ends before its usage is received",
        messageFormat: "{0}; the usage of a stream arrives with its last item and is lost",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers report the usage of a streamed response in its last item. If a loop exits early, or a request does not "
            + "ask for usage, the call is billed but recorded without usage.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
