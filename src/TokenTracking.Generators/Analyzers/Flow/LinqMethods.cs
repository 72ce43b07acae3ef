using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>LINQ methods, which return the elements of their source.</summary>
internal static class LinqMethods
{
    private static readonly HashSet<string> Types = new(
        StringComparer.Ordinal) { "Enumerable", "AsyncEnumerable", "ImmutableArray", "ParallelEnumerable" };

    /// <summary>True for a LINQ method, regardless of its return type.</summary>
    public static bool IsLinq(IMethodSymbol method)
        => Types.Contains(method.ContainingType.Name) && method.ContainingNamespace is { } space
            && space.ToDisplayString() is "System.Linq" or "System.Collections.Immutable";

    /// <summary>True for methods of arrays and lists that work like LINQ: <c>ConvertAll</c>, <c>ForEach</c>, <c>Find</c>.</summary>
    public static bool IsOfAList(IMethodSymbol method)
        => method.ContainingType is { Name: "Array" or "List", ContainingNamespace.Name: "System" or "Generic" }
            && method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate);

    /// <summary>True for a LINQ method that returns the result of its lambda, or the elements of its source.</summary>
    public static bool IsSequenceMethod(IMethodSymbol method)
        => IsLinq(method) && method.ReturnType is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true };

    /// <summary>The lambda that a value is, without conversions; null for any other value.</summary>
    public static IAnonymousFunctionOperation? Lambda(IOperation value) => value switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation creation => Lambda(creation.Target),
        IConversionOperation conversion => Lambda(conversion.Operand),
        IParenthesizedOperation parenthesized => Lambda(parenthesized.Operand),
        _ => null,
    };
}
