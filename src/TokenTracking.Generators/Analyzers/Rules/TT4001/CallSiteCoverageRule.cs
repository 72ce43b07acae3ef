using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The descriptor of TT4001.</summary>
internal static class CallSiteCoverageRule
{
    public const string Id = "TT4001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Coverage of LLM call sites",
        messageFormat: "{0} LLM call sites: {1} tracked, {2} assumed, {3} declined, {4} untracked",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The number of places in the compilation that call an LLM, and how many of them are tracked. The counts are also "
            + "available as properties for tools that read the compiler's log.",
        helpLinkUri: RuleDescriptors.HelpLink(Id),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);
}
