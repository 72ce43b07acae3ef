using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3001.</summary>
internal static class UnknownModelRule
{
    public const string Id = "TT3001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Model is not in the price table",
        messageFormat: "Model '{0}' is not in the price table of {1}{2}",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with a model that is not in the price table are recorded without cost. The name may be misspelled, or "
            + "newer than the table.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
