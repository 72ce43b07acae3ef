using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT2001;

/// <summary>The descriptor of TT2001.</summary>
internal static class UntrackedSdkCallRule
{
    public const string Id = "TT2001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "SDK call is not tracked",
        messageFormat: "'{1}.{0}' calls an LLM but is not tracked",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The call goes to a provider through its SDK and bypasses every tracked interface. Track the interface of the "
            + "SDK, make the call with TrackAsync, or add TokenTrackingHandler to the client.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
