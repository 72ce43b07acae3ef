using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>The members of a provider that belong to its interface, and its other members.</summary>
internal sealed class ProviderMembers(TrackingSymbols symbols)
{
    /// <summary>True for a method that implements a member of a tracked interface, or overrides a member that a tracked class
    /// declares.</summary>
    public bool Implements(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty || symbols.Types.IsTracked(method.ContainingType))
            return true;
        return method.ContainingType.AllInterfaces.Where(symbols.Types.IsTracked).SelectMany(face => face.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(member), method));
    }

    /// <summary>
    /// True for a member of a provider whose calls are part of the call that it responds to: an implementation of the interface, a member
    /// that only the class itself can call, and a member that returns the usage to its caller.
    /// </summary>
    public bool Answers(ISymbol member)
        => member is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            || method.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected
            || Implements(method)
            || UsageShape.Carries(symbols, method.ReturnType);
}
