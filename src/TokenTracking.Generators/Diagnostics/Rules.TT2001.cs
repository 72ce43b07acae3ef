using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string UntrackedSdkCallId = "TT2001";

    public static readonly DiagnosticDescriptor UntrackedSdkCall = new(
        UntrackedSdkCallId,
        title: "An SDK call that nothing tracks",
        messageFormat: "'{0}' of '{1}' calls an LLM, and nothing tracks it",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The call goes to a provider through its SDK, past every tracked interface. Track the SDK's interface, make the call with TrackAsync, or put TokenTrackingHandler under the client.",
        helpLinkUri: HelpLink(UntrackedSdkCallId));
}
