using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>
/// The operation of a body that reports a text which variables lead to several operations: the first that uses it as a model. Computed once
/// per body, and only if there is something to report.
/// </summary>
internal sealed class ModelClaims
{
    private static readonly ConditionalWeakTable<IOperation, ModelClaims> PerBody = new();

    private readonly Dictionary<SyntaxNode, IOperation> _first = [];

    private ModelClaims(TrackingSymbols symbols, IOperation root, ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var giving in root.DescendantsAndSelf().OrderBy(static operation => operation.Syntax.SpanStart))
        {
            if (ModelSites.ValueGiven(giving) is not { } value || ModelSites.Of(symbols, giving, member) is ModelSite.None)
                continue;
            foreach (var text in ModelTexts.TextsOf(value, cancellationToken))
            {
                if (!_first.ContainsKey(text.Source.Syntax))
                    _first.Add(text.Source.Syntax, giving);
            }
        }
    }

    /// <summary>True if the operation is the first in its body that uses the text at this place as a model.</summary>
    public static bool IsFirst(
        TrackingSymbols symbols, IOperation giving, SyntaxNode text, ISymbol member, CancellationToken cancellationToken)
        => Of(symbols, giving, member, cancellationToken)._first.TryGetValue(text, out var first) && first.Syntax == giving.Syntax;

    private static ModelClaims Of(TrackingSymbols symbols, IOperation operation, ISymbol member, CancellationToken cancellationToken)
        => PerBody.GetValue(OperationWalk.Root(operation), root => new ModelClaims(symbols, root, member, cancellationToken));
}
