using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3001.</summary>
internal static class UnknownModelRule
{
    public const string Id = "TT3001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A model that the price table does not know",
        messageFormat: "The model '{0}' is not in the price table of {1}{2}",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Calls with a model that the table does not know are recorded without cost. The name may be misspelt, or newer than the table.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
