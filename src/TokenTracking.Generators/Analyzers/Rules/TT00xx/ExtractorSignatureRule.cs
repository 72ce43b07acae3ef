using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>The descriptor of TT0011.</summary>
internal static class ExtractorSignatureRule
{
    public const string Id = "TT0011";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A usage extractor cannot be called",
        messageFormat: "'{0}' reads no usage: {1}",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A method marked [UsageExtractor] is static, is not generic, can be reached by generated code, and is either 'TokenUsage Read(T value)' or 'void Read(T value, ref UsageReading reading)'.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
