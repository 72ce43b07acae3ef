using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT2002;

/// <summary>The descriptor of TT2002.</summary>
internal static class RawHttpCallRule
{
    public const string Id = "TT2002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Raw HTTP to an LLM endpoint",
        messageFormat: "The request to '{0}' calls an LLM past every provider, and nothing tracks it",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The endpoint is that of a known LLM. Make the call through a tracked provider, with TrackAsync, or through an HttpClient with TokenTrackingHandler.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
