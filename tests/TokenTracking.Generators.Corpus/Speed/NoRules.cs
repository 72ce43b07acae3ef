using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// An analyzer that registers for all operations and does nothing with them. The time of a run with it is the compiler's: it binds the
/// method again, creates its operations and passes them to actions, as for every analyzer.
/// </summary>
/// <param name="descriptors">The rules that it claims to have.</param>
/// <param name="asksForGraphs">True to also ask the compiler for the control flow graph of each body.</param>
#pragma warning disable RS1001 // Only this program creates it; a compiler must not load it.
internal sealed class NoRules(ImmutableArray<DiagnosticDescriptor> descriptors, bool asksForGraphs) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterOperationAction(
            static _ => { }, [.. Enum.GetValues<OperationKind>().Distinct().Where(static kind => kind != OperationKind.None)]);
        if (asksForGraphs)
            context.RegisterOperationBlockAction(
                static block => block.OperationBlocks.ToList().ForEach(body => block.GetControlFlowGraph(body)));
    }
}
