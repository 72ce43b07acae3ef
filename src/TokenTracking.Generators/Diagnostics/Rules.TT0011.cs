using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string ExtractorSignatureId = "TT0011";

    public static readonly DiagnosticDescriptor ExtractorSignature = new(
        ExtractorSignatureId,
        title: "A usage extractor cannot be called",
        messageFormat: "'{0}' reads no usage: {1}",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A method marked [UsageExtractor] is static, is not generic, can be reached by generated code, and is either 'TokenUsage Read(T value)' or 'void Read(T value, ref UsageReading reading)'.",
        helpLinkUri: HelpLink(ExtractorSignatureId));
}
