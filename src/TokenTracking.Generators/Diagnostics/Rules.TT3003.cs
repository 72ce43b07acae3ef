using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string UnpricedModelId = "TT3003";

    public static readonly DiagnosticDescriptor UnpricedModel = new(
        UnpricedModelId,
        title: "A model without a price",
        messageFormat: "The price table of {1} knows the model '{0}', and no price of its tokens",
        Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with this model are recorded without cost.",
        helpLinkUri: HelpLink(UnpricedModelId));
}
