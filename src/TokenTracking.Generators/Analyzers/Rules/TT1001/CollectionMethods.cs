using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Methods that pass on the elements of a collection: LINQ, and methods of collections and arrays.</summary>
internal static class CollectionMethods
{
    // Methods that use an element; a predicate, a key or a comparison does not.
    private static readonly HashSet<string> Doing = new(StringComparer.Ordinal)
    {
        "selector", "collectionSelector", "resultSelector", "elementSelector", "converter", "action", "func", "body",
    };

    /// <summary>True for a method of a collection.</summary>
    public static bool IsOfCollections(IMethodSymbol method)
        => method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    /// <summary>True if the collection whose elements the method passes on is the argument of that parameter.</summary>
    public static bool AreHandedTo(IMethodSymbol method, IParameterSymbol? parameter)
        => parameter?.Ordinal == 0 && method.IsStatic
            && (LinqMethods.IsSequenceMethod(method) || IsOfCollections(method)
                || method.ContainingNamespace?.ToDisplayString() == "System.Linq"
                || (method.ContainingType is { Name: "Array", ContainingNamespace.Name: "System" })
                || (method.ContainingType is { Name: "Parallel", ContainingNamespace.Name: "Tasks" }));

    /// <summary>True for a method that creates a collection from its arguments, or adds them to one: <c>ImmutableArray.Create(a, b)</c>,
    /// <c>list.Append(c)</c>.</summary>
    public static bool IsMaker(IMethodSymbol method)
        => method.IsStatic && (LinqMethods.IsSequenceMethod(method) || IsOfCollections(method));

    /// <summary>The delegates that a call passes each element to.</summary>
    public static IEnumerable<IOperation> Receivers(IInvocationOperation call)
        => call.Arguments.Where(
            static argument => argument.Parameter is { Type.TypeKind: TypeKind.Delegate } parameter && Doing.Contains(parameter.Name))
            .Select(static argument => argument.Value);

    /// <summary>True if the method returns the result of its delegate: <c>cache.GetOrCreate(key, entry => ...)</c>,
    /// <c>Task.Run(...)</c>.</summary>
    public static bool IsReturnedBy(IMethodSymbol method, IParameterSymbol? parameter)
        => parameter?.OriginalDefinition.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made }
            && Inner(made) is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } type
            && SymbolEqualityComparer.Default.Equals(Inner((method.ReducedFrom ?? method).OriginalDefinition.ReturnType), type);

    private static ITypeSymbol Inner(ITypeSymbol type)
        => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ } result] } ? Inner(result) : type;
}
