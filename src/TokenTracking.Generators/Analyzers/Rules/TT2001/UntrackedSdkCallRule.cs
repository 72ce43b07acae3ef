using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT2001;

/// <summary>The descriptor of TT2001.</summary>
internal static class UntrackedSdkCallRule
{
    public const string Id = "TT2001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "An SDK call that nothing tracks",
        messageFormat: "'{0}' of '{1}' calls an LLM, and nothing tracks it",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The call goes to a provider through its SDK, past every tracked interface. Track the SDK's interface, make the call with TrackAsync, or put TokenTrackingHandler under the client.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
