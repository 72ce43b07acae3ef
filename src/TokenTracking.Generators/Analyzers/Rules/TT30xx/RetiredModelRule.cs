using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3002.</summary>
internal static class RetiredModelRule
{
    public const string Id = "TT3002";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Model is retired or deprecated",
        messageFormat: "Model '{0}' {1} {2}",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The provider has announced a date from which the model is no longer available. The dates are those of the price "
            + "table; the current date is not used.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
