using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The descriptor of TT1006.</summary>
internal static class UsageAddedTwiceRule
{
    public const string Id = "TT1006";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Usage is summed incorrectly",
        messageFormat: "{0}",
        RuleDescriptors.Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers differ in whether the input count includes cached tokens. Adding a part to a total that includes it "
            + "counts and bills the part twice; reading a count by the wrong convention loses or doubles it.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
