using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// An analyzer that reports one finding, as some analyzer does in nearly every project. Whoever reports the first one pays for the
/// compiler's look-up of suppressions, which reads the attributes of the whole program: that is not the cost of a rule.
/// </summary>
#pragma warning disable RS1001 // Only this program creates it; a compiler must not load it.
internal sealed class OneFinding : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    private static readonly DiagnosticDescriptor Finding = new(
        "BENCH1", "A finding", "A finding", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Finding];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxTreeAction(static tree =>
        {
            if (tree.Tree.FilePath == "File0.cs")
                tree.ReportDiagnostic(Diagnostic.Create(Finding, tree.Tree.GetRoot(tree.CancellationToken).GetLocation()));
        });
    }
}
