using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string MovingAliasId = "TT3004";

    public static readonly DiagnosticDescriptor MovingAlias = new(
        MovingAliasId,
        title: "A model alias that moves",
        messageFormat: "'{0}' is an alias that the provider moves from model to model: behaviour and price change without a change here",
        Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An alias such as -latest names another model after each release. A dated name keeps model and price until you change them.",
        helpLinkUri: HelpLink(MovingAliasId));
}
