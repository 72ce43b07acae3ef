using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>The descriptor of TT0011.</summary>
internal static class ExtractorSignatureRule
{
    public const string Id = "TT0011";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Usage extractor cannot be called",
        messageFormat: "Usage extractor '{0}' is not used: {1}",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A method marked [UsageExtractor] must be static, must not be generic, must be accessible to generated code, and "
            + "must be either 'TokenUsage Read(T value)' or 'void Read(T value, ref UsageReading reading)'.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
