using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT2002;

/// <summary>The descriptor of TT2002.</summary>
internal static class RawHttpCallRule
{
    public const string Id = "TT2002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "HTTP call to an LLM endpoint is not tracked",
        messageFormat: "HTTP call to LLM endpoint '{0}' is not tracked",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The request goes to a known LLM endpoint. Make the call through a tracked provider, with TrackAsync, or through "
            + "an HttpClient with TokenTrackingHandler.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
