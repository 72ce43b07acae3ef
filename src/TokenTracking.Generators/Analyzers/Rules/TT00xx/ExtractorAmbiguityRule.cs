using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>The descriptor of TT0012.</summary>
internal static class ExtractorAmbiguityRule
{
    public const string Id = "TT0012";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Multiple usage extractors for one type",
        messageFormat: "'{0}' and '{1}' both read the usage of '{2}'; neither is used",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The usage of a type is read by one method marked [UsageExtractor]. If there are two, the generator cannot decide "
            + "between them and uses neither.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
