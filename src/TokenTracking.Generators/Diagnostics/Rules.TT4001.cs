using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string CallSiteCoverageId = "TT4001";

    public static readonly DiagnosticDescriptor CallSiteCoverage = new(
        CallSiteCoverageId,
        title: "Coverage of LLM call sites",
        messageFormat: "{0} LLM call sites: {1} tracked, {2} assumed, {3} declined, {4} untracked",
        Coverage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "How many of the places of this compilation that call an LLM are tracked. The counts stand in the properties too, for "
            + "tools that read the compiler's log.",
        helpLinkUri: HelpLink(CallSiteCoverageId),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);
}
