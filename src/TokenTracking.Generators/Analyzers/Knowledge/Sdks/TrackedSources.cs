using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>What a tracked interface hands out is tracked with it: <c>client.Messages</c> of an <c>IAnthropicClient</c> that the assembly names.</summary>
internal static class TrackedSources
{
    // While it is being typed, a local may be initialized by itself.
    private const int LongestChain = 16;

    /// <summary>True where the receiver of a call comes, by properties and calls, from an object of a tracked interface.</summary>
    public static bool ByTracked(TrackingSymbols symbols, IOperation? receiver) => TrackedSource(symbols, receiver) is not null;

    /// <summary>The object of a tracked interface that the receiver of a call comes from, by properties and calls; null for none.</summary>
    public static IOperation? TrackedSource(TrackingSymbols symbols, IOperation? receiver)
    {
        for (var step = 0; step < LongestChain && Source(receiver) is { } source; step++)
        {
            if (symbols.Types.IsOrInheritsTracked(source.Type))
                return source;
            receiver = source;
        }

        return null;
    }

    private static IOperation? Source(IOperation? value) => value switch
    {
        IConversionOperation conversion => conversion.Operand,
        IAwaitOperation { Operation: var awaited } => awaited,
        IPropertyReferenceOperation property => property.Instance,
        IInvocationOperation call => call.Instance,
        ILocalReferenceOperation { Local: var local } reference => Initializer(local, OperationWalk.Root(reference)),
        _ => null,
    };

    // A local that is assigned again may hold anything.
    private static IOperation? Initializer(ILocalSymbol local, IOperation root)
        => OperationWalk.IsAssignedAgain(local, root)
            ? null
            : root.Descendants().OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;
}
