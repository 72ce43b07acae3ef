using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// An analyzer that reports one finding, as some analyzer does in nearly every project. Whoever reports the first one pays for the
/// compiler's lookup of suppressions, which reads the attributes of the whole program: that is not the cost of a rule.
/// </summary>
/// <param name="finding">What it reports.</param>
#pragma warning disable RS1001 // Only this program creates it; a compiler must not load it.
internal sealed class OneFinding(DiagnosticDescriptor finding) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [finding];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxTreeAction(tree =>
        {
            if (tree.Tree.FilePath == "File0.cs")
                tree.ReportDiagnostic(Diagnostic.Create(finding, tree.Tree.GetRoot(tree.CancellationToken).GetLocation()));
        });
    }
}
