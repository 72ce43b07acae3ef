using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// Overloads that the compiler does not choose because another one has a higher <c>OverloadResolutionPriority</c>: a call with the same
/// arguments would reach the other one.
/// </summary>
internal static class OutrankedOverloads
{
    /// <summary>True if a call of the method by its name may reach another overload; otherwise, false.</summary>
    public static bool Contains(IMethodSymbol method)
        => !method.IsStatic && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, method) && (other.Arity == method.Arity || method.Arity == 0)
            && PriorityOf(other) > PriorityOf(method));

    private static int PriorityOf(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type
                && type.IsIn("System.Runtime.CompilerServices", "OverloadResolutionPriorityAttribute")
                && attribute.OnlyArgument() is int priority)
            {
                return priority;
            }
        }

        return 0;
    }
}
