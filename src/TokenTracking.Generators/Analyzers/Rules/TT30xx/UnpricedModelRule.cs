using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3003.</summary>
internal static class UnpricedModelRule
{
    public const string Id = "TT3003";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A model without a price",
        messageFormat: "The price table of {1} knows the model '{0}', and no price of its tokens",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with this model are recorded without cost.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
