using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    /// <summary>A parameter's name. Metadata may have none, or the same one twice: other languages need no names there.</summary>
    private static string NameOf(IParameterSymbol parameter)
    {
        var siblings = parameter.ContainingSymbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
        return SyntaxFacts.IsValidIdentifier(parameter.Name) && siblings.Count(sibling => sibling.Name == parameter.Name) < 2
            ? Identifiers.Escape(parameter.Name)
            : "parameter" + parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private ParameterModel ParseParameter(IParameterSymbol parameter) => new(
        NameOf(parameter),
        _types.Of(parameter.Type),
        parameter.RefKind switch
        {
            RefKind.Ref => ParameterModifier.Ref,
            RefKind.Out => ParameterModifier.Out,
            RefKind.In => ParameterModifier.In,
            RefKind.RefReadOnlyParameter => ParameterModifier.RefReadOnly,
            _ => ParameterModifier.None,
        },
        // An out parameter is scoped by itself, and so is a span after params: said again, it is an error.
        IsScoped: parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out,
        RepeatedAttributes.Of(parameter).ToEquatableArray(),
        MayBeDecorator(parameter),
        ChildOf(parameter),
        OldRefRules.NeedsCopy(parameter) ? CopyOf(parameter) : null);

    private string CopyOf(IParameterSymbol parameter)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        var ordinal = parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new UniqueNames(method.Parameters.Select(NameOf).Select(static name => name.TrimStart('@'))
            .Concat(method.TypeParameters.Concat(AllTypeParameters(_interface)).Select(static type => type.Name)))
            .Take("copy" + ordinal);
    }

    private TypeParameterModel ParseTypeParameter(ITypeParameterSymbol parameter) => new(
        _types.Of(parameter),
        KindOf(parameter),
        parameter.ConstraintTypes.Select(_types.Of).ToEquatableArray(),
        HasConstructor: parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint,
        AllowsRefStruct: parameter.AllowsRefLikeType);

    private static ConstraintKind KindOf(ITypeParameterSymbol parameter)
    {
        if (parameter.HasReferenceTypeConstraint)
        {
            return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated
                ? ConstraintKind.NullableClass
                : ConstraintKind.Class;
        }

        if (parameter.HasUnmanagedTypeConstraint)
            return ConstraintKind.Unmanaged;
        if (parameter.HasValueTypeConstraint)
            return ConstraintKind.Struct;
        return parameter.HasNotNullConstraint ? ConstraintKind.NotNull : ConstraintKind.Any;
    }

    /// <summary>An explicit implementation inherits its constraints; only what gives <c>T?</c> its meaning has to be repeated.</summary>
    private IEnumerable<AnnotatedParameter> AnnotatedParameters(IMethodSymbol method)
        => method.TypeParameters.Where(parameter => !parameter.HasValueTypeConstraint && HasAnnotated(method, parameter))
            .Select(parameter => new AnnotatedParameter(_types.Of(parameter), parameter.IsReferenceType));

    private static bool HasAnnotated(IMethodSymbol method, ITypeParameterSymbol parameter)
        => HasAnnotated(method.ReturnType, parameter) || method.Parameters.Any(declared => HasAnnotated(declared.Type, parameter));

    private static bool HasAnnotated(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => type.NullableAnnotation == NullableAnnotation.Annotated
            && SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => HasAnnotated(array.ElementType, parameter),
        IPointerTypeSymbol pointer => HasAnnotated(pointer.PointedAtType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => HasAnnotated(argument, parameter))
            || (named.ContainingType is { } containing && HasAnnotated(containing, parameter)),
        _ => false,
    };

    private static bool HasPointers(ISymbol member) => member switch
    {
        IMethodSymbol method => IsPointer(method.ReturnType) || method.Parameters.Any(static parameter => IsPointer(parameter.Type)),
        IPropertySymbol property => IsPointer(property.Type) || property.Parameters.Any(static parameter => IsPointer(parameter.Type)),
        _ => false,
    };

    private static bool IsPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsPointer),
        _ => false,
    };
}
