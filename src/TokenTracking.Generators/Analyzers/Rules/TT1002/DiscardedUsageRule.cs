using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>The descriptor of TT1002.</summary>
internal static class DiscardedUsageRule
{
    public const string Id = "TT1002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "The usage of a call is thrown away",
        messageFormat: "'{0}' on the untracked '{1}' returns the tokens that the call used, and nothing here reads them",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The receiver is a concrete provider that nothing tracks, and the code keeps no more than the text of the answer. "
            + "What the call cost is lost. Record it with the tracker, or make the call through a tracked provider.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
