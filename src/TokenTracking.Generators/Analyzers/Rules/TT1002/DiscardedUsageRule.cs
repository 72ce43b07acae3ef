using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>The descriptor of TT1002.</summary>
internal static class DiscardedUsageRule
{
    public const string Id = "TT1002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Usage of a call is discarded",
        messageFormat: "'{0}' on untracked '{1}' returns token usage that is never read",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The receiver is a concrete provider that is not tracked, and the code keeps only the text of the response. The "
            + "cost of the call is lost. Record the usage with the tracker, or make the call through a tracked provider.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
