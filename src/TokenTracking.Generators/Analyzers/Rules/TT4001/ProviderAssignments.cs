using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>
/// Follows providers through a compilation by name: from the variable that a provider is assigned to, through parameters, to the field of a
/// class. A name that holds an untracked provider anywhere is assumed to hold one at every call.
/// </summary>
internal sealed class ProviderAssignments
{
    private readonly ConcurrentBag<(ISymbol From, ISymbol To)> _moves = [];

    // Called for every argument and return value of a compilation, so the answer for each type is cached.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isProvider = new(SymbolEqualityComparer.Default);
    private readonly Func<INamedTypeSymbol, bool> _decide;

    public ProviderAssignments(TrackingSymbols symbols)
        => _decide = type => symbols.Types.IsOrInheritsTracked(type) || symbols.Types.ImplementedBy(type) is not null;

    /// <summary>Adds the assignment of a value from one name to another, if the value is a provider.</summary>
    public void Add(IOperation? value, ISymbol containingSymbol)
    {
        value = Inner(value);
        if (value is null || !IsProvider(value.Type) || ReceiverHolders.Of(value) is not { } from)
            return;
        foreach (var to in ProviderTargets.Of(value, containingSymbol))
        {
            if (!SymbolEqualityComparer.Default.Equals(from, to))
                _moves.Add((from, to));
        }
    }

    /// <summary>Adds the arguments of a call.</summary>
    public void Add(IEnumerable<IArgumentOperation> arguments, ISymbol containingSymbol)
    {
        foreach (var argument in arguments)
            Add(argument.Value, containingSymbol);
    }

    /// <summary>The names that are reachable from some names, including these.</summary>
    public HashSet<ISymbol> ReachedFrom(IEnumerable<ISymbol> names)
    {
        var reached = new HashSet<ISymbol>(names, SymbolEqualityComparer.Default);
        if (reached.Count == 0)
            return reached;
        var moves = _moves.ToLookup(static move => move.From, static move => move.To, SymbolEqualityComparer.Default);
        var open = new Queue<ISymbol>(reached);
        while (open.Count > 0)
        {
            foreach (var next in moves[open.Dequeue()].Where(reached.Add))
                open.Enqueue(next);
        }

        return reached;
    }

    private bool IsProvider(ITypeSymbol? type)
        => type is INamedTypeSymbol { SpecialType: SpecialType.None,
            TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named
            && _isProvider.GetOrAdd(named.OriginalDefinition, _decide);

    private static IOperation? Inner(IOperation? value) => value switch
    {
        IConversionOperation conversion => Inner(conversion.Operand),
        IParenthesizedOperation parenthesized => Inner(parenthesized.Operand),
        ICoalesceOperation coalesce => Inner(coalesce.Value),
        _ => value,
    };
}
