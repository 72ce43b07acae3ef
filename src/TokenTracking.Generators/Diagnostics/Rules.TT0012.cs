using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string ExtractorAmbiguityId = "TT0012";

    public static readonly DiagnosticDescriptor ExtractorAmbiguity = new(
        ExtractorAmbiguityId,
        title: "Two usage extractors read one type",
        messageFormat: "'{0}' and '{1}' both read '{2}': neither is called",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A type's usage is read by one method marked [UsageExtractor]. Where there are two the generator cannot know which is meant, and calls neither.",
        helpLinkUri: HelpLink(ExtractorAmbiguityId));
}
