using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>The descriptor of TT0012.</summary>
internal static class ExtractorAmbiguityRule
{
    public const string Id = "TT0012";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Two usage extractors read one type",
        messageFormat: "'{0}' and '{1}' both read '{2}': neither is called",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A type's usage is read by one method marked [UsageExtractor]. Where there are two the generator cannot know which is meant, and calls neither.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
