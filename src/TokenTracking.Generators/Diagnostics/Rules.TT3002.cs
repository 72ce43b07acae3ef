using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string RetiredModelId = "TT3002";

    public static readonly DiagnosticDescriptor RetiredModel = new(
        RetiredModelId,
        title: "A retired or deprecated model",
        messageFormat: "The model '{0}' {1} {2}",
        Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The provider has given a date from which on it does not answer for this model. The dates are those of the price table, not of today's clock.",
        helpLinkUri: HelpLink(RetiredModelId));
}
