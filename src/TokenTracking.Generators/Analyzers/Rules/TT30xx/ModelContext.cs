using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>An operation that may name a model.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="ContainingSymbol">The member that contains it.</param>
/// <param name="Report">Reports a diagnostic in the block of the operation.</param>
/// <param name="CancellationToken">Cancels the analysis.</param>
internal readonly record struct ModelContext(
    IOperation Operation, ISymbol ContainingSymbol, Action<Diagnostic> Report, CancellationToken CancellationToken);
