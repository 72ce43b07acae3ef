using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>LINQ as a value sees it: what goes in at the front comes out of the other end.</summary>
internal static class LinqMethods
{
    private static readonly HashSet<string> Types = new(
        StringComparer.Ordinal) { "Enumerable", "AsyncEnumerable", "ImmutableArray", "ParallelEnumerable" };

    /// <summary>True for a method of LINQ, regardless of what it returns.</summary>
    public static bool IsLinq(IMethodSymbol method)
        => Types.Contains(method.ContainingType.Name) && method.ContainingNamespace is { } space
            && space.ToDisplayString() is "System.Linq" or "System.Collections.Immutable";

    /// <summary>True for the methods of arrays and lists that are like LINQ's: <c>ConvertAll</c>, <c>ForEach</c>, <c>Find</c>.</summary>
    public static bool IsOfAList(IMethodSymbol method)
        => method.ContainingType is { Name: "Array" or "List", ContainingNamespace.Name: "System" or "Generic" }
            && method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate);

    /// <summary>True for a method of LINQ that returns what its lambda returns, or its source's elements.</summary>
    public static bool IsSequenceMethod(IMethodSymbol method)
        => IsLinq(method) && method.ReturnType is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true };

    /// <summary>The lambda that a value is, under its conversions; null for anything else.</summary>
    public static IAnonymousFunctionOperation? Lambda(IOperation value) => value switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation creation => Lambda(creation.Target),
        IConversionOperation conversion => Lambda(conversion.Operand),
        IParenthesizedOperation parenthesized => Lambda(parenthesized.Operand),
        _ => null,
    };
}
