using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3003.</summary>
internal static class UnpricedModelRule
{
    public const string Id = "TT3003";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Model has no token price",
        messageFormat: "Model '{0}' (price table of {1}) has no token price",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with this model are recorded without cost.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
