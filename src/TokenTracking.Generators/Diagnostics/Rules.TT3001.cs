using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string UnknownModelId = "TT3001";

    public static readonly DiagnosticDescriptor UnknownModel = new(
        UnknownModelId,
        title: "A model that the price table does not know",
        messageFormat: "The model '{0}' is not in the price table of {1}{2}",
        Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with a model that the table does not know are recorded without cost. The name may be misspelt, or newer than the table.",
        helpLinkUri: HelpLink(UnknownModelId));
}
