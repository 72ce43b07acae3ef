using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Generators.Analyzers.Knowledge.Exemptions;

/// <summary>What to say of generated code: a finding is shown where it maps back to a file that a person wrote (Razor), and nowhere
/// else.</summary>
internal static class GeneratedCode
{
    public static bool CanReport(in OperationAnalysisContext context, Location location)
        => !context.IsGeneratedCode || location.GetMappedLineSpan().HasMappedPath;
}
