using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// Assemblies that were compiled before C# 11. To the compiler, an out parameter of theirs is one that their method may read, and what it
/// reads may end up in every other ref struct that it is given by reference.
/// </summary>
/// <remarks>An out parameter of this compilation may not be passed to such a method: its value may not leave the method. A local's
/// may.</remarks>
internal static class OldRefRules
{
    /// <summary>True if the compiler rejects that a parameter of an implementation is passed on as it is; otherwise, false.</summary>
    public static bool NeedsCopy(IParameterSymbol parameter)
        => parameter is { RefKind: RefKind.Out, Type.IsRefLikeType: true, ContainingSymbol: IMethodSymbol method }
            && method.Parameters.Any(static other => other is { RefKind: RefKind.Ref, Type.IsRefLikeType: true })
            && Apply(method.ContainingModule);

    // The compiler marks what it has compiled by the rules of C# 11. What is compiled together with this project is.
    private static bool Apply(IModuleSymbol? module)
        => module?.GetMetadata() is not null && !module.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { Name: "RefSafetyRulesAttribute" });
}
