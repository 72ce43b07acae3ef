using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Calls of a billed method of an SDK that are checked elsewhere.</summary>
internal static class SdkReceivers
{
    /// <summary>True if the type of the SDK is tracked itself: its callers are checked where it is constructed.</summary>
    public static bool IsTracked(TrackingSymbols symbols, ITypeSymbol receiver)
        => symbols.Types.IsOrInheritsTracked(receiver) || symbols.Types.ImplementedBy(receiver) is not null
            || receiver.AllInterfaces.Any(symbols.Types.IsTracked);

    /// <summary>True in a client that forwards to another of its kind: the callers of the outer one are checked.</summary>
    public static bool IsMiddleware(INamedTypeSymbol? containing, ITypeSymbol receiver)
    {
        var face = receiver.TypeKind == TypeKind.Interface ? receiver : null;
        return containing is not null && (face is not null
            ? containing.AllInterfaces.Contains(face, SymbolEqualityComparer.Default)
            : IsOrDerivesFrom(containing, receiver));
    }

    private static bool IsOrDerivesFrom(INamedTypeSymbol type, ITypeSymbol receiver)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, receiver))
                return true;
        }

        return false;
    }
}
