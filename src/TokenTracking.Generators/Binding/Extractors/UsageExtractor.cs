using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Extractors;

/// <summary>A method of the user's that reads the usage of a type.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">What it does.</param>
internal sealed record UsageExtractor(IMethodSymbol Method, ExtractorKind Kind)
{
    public const string Attribute = "UsageExtractorAttribute";

    /// <summary>The type whose usage it reads.</summary>
    public ITypeSymbol Read => Method.Parameters[0].Type;

    /// <summary>The extractor that a marked method is; null, with the reason, if its signature does not fit.</summary>
    public static UsageExtractor? TryCreate(IMethodSymbol method, Compilation compilation, out string problem)
    {
        problem = Problem(method, compilation) ?? "";
        return problem.Length > 0 ? null : new UsageExtractor(method, KindOf(method));
    }

    private static ExtractorKind KindOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return ExtractorKind.FillsReading;
        return method.ReturnType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            ? ExtractorKind.ReturnsNullableUsage
            : ExtractorKind.ReturnsUsage;
    }

    private static string? Problem(IMethodSymbol method, Compilation compilation)
    {
        if (!method.IsStatic || method.MethodKind != MethodKind.Ordinary)
            return "it is not a static method";
        if (method.IsGenericMethod || method.ContainingType.IsGenericType || IsInGeneric(method.ContainingType))
            return "it is generic, or is in a generic type";
        if (method.ContainingType.IsFileLocal || !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
            return "generated code cannot reach it";
        if (method.Parameters.Length == 0
            || method.Parameters[0] is not { RefKind: RefKind.None or RefKind.In, Type: { IsRefLikeType: false } read }
            || read.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error)
        {
            return "its first parameter is not the type to read";
        }

        if (read.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return "it reads a nullable value: null is left out before it is called";
        return method.ReturnsVoid ? ReadingProblem(method) : ResultProblem(method);
    }

    private static string? ReadingProblem(IMethodSymbol method)
        => method.Parameters is [_, { RefKind: RefKind.Ref } reading] && reading.Type.IsIn(WellKnown.GeneratedNamespace, "UsageReading")
            ? null
            : "it returns nothing, and takes no 'ref UsageReading'";

    private static string? ResultProblem(IMethodSymbol method)
        => method.Parameters.Length == 1 && method.ReturnType.IsTokenUsage() && !method.ReturnsByRef
            ? null
            : "it does not return a TokenUsage of its only parameter";

    private static bool IsInGeneric(INamedTypeSymbol type)
        => type.ContainingType is { } containing && (containing.IsGenericType || IsInGeneric(containing));
}
