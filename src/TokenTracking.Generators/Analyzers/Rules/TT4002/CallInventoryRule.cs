using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>The descriptor of TT4002.</summary>
internal static class CallInventoryRule
{
    public const string Id = "TT4002";

    // Not configurable: what a code base says about its own warnings must not empty the audit.
    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Inventory of LLM calls",
        messageFormat: "{0} LLM call sites in {1}",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The call sites of the compilation that call an LLM, the types that use them and the models that the code names, "
            + "as properties for 'tokens audit'. Reported only in a build that 'tokens audit' starts.",
        helpLinkUri: RuleDescriptors.HelpLink(Id),
        customTags: [WellKnownDiagnosticTags.CompilationEnd, WellKnownDiagnosticTags.NotConfigurable]);
}
