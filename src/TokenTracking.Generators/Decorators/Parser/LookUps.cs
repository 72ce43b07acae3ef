using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Members of other people's types that return what was created before: it was billed when it was created.</summary>
internal static class LookUps
{
    private static readonly string[] Returned = ["Response", "Result", "Resource", "Data", "Info"];

    private const int ShortestStem = 3;

    private static readonly string[] Verbs = ["Get", "List", "Retrieve", "Update", "Delete", "Cancel", "Archive", "Modify"];

    // Requests that select from what there is.
    private static readonly string[] Selecting = [.. Verbs, "Query", "Filter", "Paging", "Collection", "Search"];

    // Ids of what a call uses, not of what it returns.
    private static readonly string[] Used = ["modelId", "deploymentId", "userId", "tenantId", "endUserId"];

    /// <summary>True for a member that an SDK names as one; otherwise, false.</summary>
    public static bool IsOfSdk(IMethodSymbol method)
        => !SdkCalls.Includes(method) && UsageShapes.ProviderOf(method.ContainingType) is not null
            && Array.Exists(Verbs, verb => method.Name.StartsWith(verb, StringComparison.Ordinal)) && !TakesContent(method);

    /// <summary>True for a member that takes content for a model and no id: it creates what it returns, even if its name begins with
    /// "Get".</summary>
    private static bool TakesContent(IMethodSymbol method)
        => method.Parameters.Any(ModelCallShape.IsPrompt)
            || (!method.Parameters.Any(IsId) && method.Parameters.Any(static parameter => ModelCallShape.IsContentOrOptions(parameter)
                && !Array.Exists(Selecting, word => Members.Underlying(parameter.Type).Name.Contains(word))));

    private static bool IsId(IParameterSymbol parameter)
        => parameter.Type.SpecialType == SpecialType.System_String && parameter.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
            && !Used.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a member that takes the id of what it returns; otherwise, false.</summary>
    /// <param name="method">The member.</param>
    /// <param name="result">What it returns in the end.</param>
    /// <param name="isStream">True if it returns several; otherwise, false.</param>
    public static bool Is(IMethodSymbol method, ITypeSymbol result, bool isStream)
        => !isStream && !SdkCalls.Includes(method) && method.Parameters.Any(parameter => Names(parameter, result))
            && !method.Parameters.Any(ModelCallShape.IsPrompt);

    /// <summary>True for a parameter that is the id of a result, or a request object with that id.</summary>
    private static bool Names(IParameterSymbol parameter, ITypeSymbol result)
    {
        var type = Members.Underlying(parameter.Type);
        if (type.SpecialType == SpecialType.System_String)
            return IsIdOf(parameter.Name, result);
        return type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }
            && type.Name.EndsWith("Params", StringComparison.Ordinal)
            && Members.Properties(type).Any(property => property.Type.SpecialType == SpecialType.System_String
                && IsIdOf(property.Name, result));
    }

    // "runId" of a ThreadRun, "sessionID" of a Session; "previousResponseId" is not the id of a Response.
    private static bool IsIdOf(string name, ITypeSymbol result)
    {
        if (!name.EndsWith("id", StringComparison.OrdinalIgnoreCase))
            return false;
        var stem = name.Substring(0, name.Length - 2);
        var held = UsageShapes.Holders(result) is [var holder] && Members.FindProperty(result, holder) is { } property
            ? property.Type
            : result;
        return stem.Length >= ShortestStem && BareNames(held.Name).Any(bare => bare.EndsWith(stem, StringComparison.OrdinalIgnoreCase));
    }

    // A ResponseResult is a response, and a RunResponse a run.
    private static IEnumerable<string> BareNames(string name)
        => Returned.Where(word => name.Length > word.Length && name.EndsWith(word, StringComparison.Ordinal))
            .Select(word => name.Substring(0, name.Length - word.Length)).Prepend(name);
}
