using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// Nullable type arguments of type parameters that accept no null. Code without annotations, or with these warnings disabled,
/// declares such signatures, and an implementation has to repeat them.
/// </summary>
internal static class NullConstraints
{
    /// <summary>The ids of the warnings that a type gets where it is named.</summary>
    public static IEnumerable<string> Broken(INamedTypeSymbol type)
    {
        for (var i = 0; i < type.TypeArguments.Length; i++)
        {
            if (!MayBeNull(type.TypeArguments[i]))
                continue;
            var parameter = type.TypeParameters[i];
            if (parameter.HasNotNullConstraint)
                yield return "CS8714";
            if (parameter is
                { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: NullableAnnotation.NotAnnotated })
                yield return "CS8634";
            if (parameter.ConstraintTypes.Any(static constraint => constraint.NullableAnnotation == NullableAnnotation.NotAnnotated))
                yield return "CS8631";
        }
    }

    private static bool MayBeNull(ITypeSymbol type) => type switch
    {
        { NullableAnnotation: NullableAnnotation.Annotated } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => true,
        ITypeParameterSymbol
        {
            HasNotNullConstraint: false, HasValueTypeConstraint: false, HasUnmanagedTypeConstraint: false,
        } parameter => (!parameter.HasReferenceTypeConstraint
            || parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated)
            && parameter.ConstraintTypes.All(MayBeNull),
        _ => false,
    };
}
