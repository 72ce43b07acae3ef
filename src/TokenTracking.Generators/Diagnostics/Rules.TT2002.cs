using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string RawHttpCallId = "TT2002";

    public static readonly DiagnosticDescriptor RawHttpCall = new(
        RawHttpCallId,
        title: "Raw HTTP to an LLM endpoint",
        messageFormat: "The request to '{0}' calls an LLM past every provider, and nothing tracks it",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The endpoint is that of a known LLM. Make the call through a tracked provider, with TrackAsync, or through an HttpClient with TokenTrackingHandler.",
        helpLinkUri: HelpLink(RawHttpCallId));
}
