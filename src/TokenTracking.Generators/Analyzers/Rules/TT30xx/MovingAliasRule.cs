using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3004.</summary>
internal static class MovingAliasRule
{
    public const string Id = "TT3004";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A model alias that moves",
        messageFormat: "'{0}' is an alias that the provider moves from model to model: behaviour and price change without a change here",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An alias such as -latest names another model after each release. A dated name keeps model and price until you change them.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
