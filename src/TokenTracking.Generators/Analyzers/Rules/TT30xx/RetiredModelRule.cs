using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3002.</summary>
internal static class RetiredModelRule
{
    public const string Id = "TT3002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A retired or deprecated model",
        messageFormat: "The model '{0}' {1} {2}",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The provider has given a date from which on it does not answer for this model. The dates are those of the price table, not of today's clock.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
