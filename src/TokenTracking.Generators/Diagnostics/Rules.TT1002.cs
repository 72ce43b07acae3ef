using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string DiscardedUsageId = "TT1002";

    public static readonly DiagnosticDescriptor DiscardedUsage = new(
        DiscardedUsageId,
        title: "The usage of a call is thrown away",
        messageFormat: "'{0}' on the untracked '{1}' returns the tokens that the call used, and nothing here reads them",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The receiver is a concrete provider that nothing tracks, and the code keeps no more than the text of the answer. "
            + "What the call cost is lost. Record it with the tracker, or make the call through a tracked provider.",
        helpLinkUri: HelpLink(DiscardedUsageId));
}
