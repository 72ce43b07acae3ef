using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Calls of an SDK's billed method that are judged elsewhere.</summary>
internal static class SdkReceivers
{
    /// <summary>True if the SDK's type is tracked itself: what calls it is judged where it is constructed.</summary>
    public static bool IsTracked(TrackingSymbols symbols, ITypeSymbol receiver)
        => symbols.Types.IsOrInheritsTracked(receiver) || symbols.Types.ImplementedBy(receiver) is not null
            || receiver.AllInterfaces.Any(symbols.Types.IsTracked);

    /// <summary>True in a client that stands before another of its kind and passes calls on: whoever calls the outer one is
    /// judged.</summary>
    public static bool IsMiddleware(INamedTypeSymbol? containing, ITypeSymbol receiver)
    {
        var face = receiver.TypeKind == TypeKind.Interface ? receiver : null;
        return containing is not null && (face is not null
            ? containing.AllInterfaces.Contains(face, SymbolEqualityComparer.Default)
            : SymbolEqualityComparer.Default.Equals(containing.BaseType, receiver)
            || SymbolEqualityComparer.Default.Equals(containing, receiver));
    }
}
