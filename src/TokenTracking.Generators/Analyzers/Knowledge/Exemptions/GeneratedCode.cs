using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Generators.Analyzers.Knowledge.Exemptions;

/// <summary>Diagnostics in generated code: a finding is reported only if it maps back to a file that a person wrote (Razor).</summary>
internal static class GeneratedCode
{
    public static bool CanReport(in OperationAnalysisContext context, Location location)
        => !context.IsGeneratedCode || location.GetMappedLineSpan().HasMappedPath;
}
