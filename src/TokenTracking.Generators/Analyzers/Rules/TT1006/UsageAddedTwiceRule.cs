using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The descriptor of TT1006.</summary>
internal static class UsageAddedTwiceRule
{
    public const string Id = "TT1006";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Usage is added up wrongly",
        messageFormat: "{0}",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers differ in whether cached tokens are a part of the input or stand beside it. Adding a part to its own total counts and bills it twice; taking a figure by the wrong convention loses or doubles it.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
