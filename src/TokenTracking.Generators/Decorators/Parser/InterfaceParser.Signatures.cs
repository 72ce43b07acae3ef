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

    private ParameterModel ParseParameter(IParameterSymbol parameter)
    {
        var name = NameOf(parameter);
        var modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        var argument = parameter.RefKind == RefKind.RefReadOnlyParameter ? "in " : modifier;
        // An out parameter is scoped by itself, and so is a span after params: said again, it is an error.
        var scoped = parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out ? "scoped " : "";
        var attributes = string.Concat(RepeatedAttributes.Of(parameter).Select(static attribute => attribute + " "));
        var passed = MayComeBack(parameter) ? $"global::TokenTracking.Generated.TrackedChildren.Unwrap(this._children, {name})" : argument + name;
        return new ParameterModel(name, $"{attributes}{scoped}{modifier}{_types.Of(parameter.Type)} {name}", passed, ChildOf(parameter));
    }

    private TypeParameterModel ParseTypeParameter(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasUnmanagedTypeConstraint)
            constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            constraints.Add("struct");
        else if (parameter.HasNotNullConstraint)
            constraints.Add("notnull");
        constraints.AddRange(parameter.ConstraintTypes.Select(_types.Of));
        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
            constraints.Add("new()");
        if (parameter.AllowsRefLikeType)
            constraints.Add("allows ref struct");
        return new TypeParameterModel(_types.Of(parameter), string.Join(", ", constraints));
    }

    /// <summary>An explicit implementation inherits its constraints; only what gives <c>T?</c> its meaning has to be said again.</summary>
    private IEnumerable<string> ExplicitConstraints(IMethodSymbol method)
    {
        foreach (var parameter in method.TypeParameters)
        {
            if (parameter.HasValueTypeConstraint || !HasAnnotated(method, parameter))
                continue;
            yield return $"where {_types.Of(parameter)} : {(parameter.IsReferenceType ? "class" : "default")}";
        }
    }

    private static bool HasAnnotated(IMethodSymbol method, ITypeParameterSymbol parameter)
        => HasAnnotated(method.ReturnType, parameter) || method.Parameters.Any(declared => HasAnnotated(declared.Type, parameter));

    private static bool HasAnnotated(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => type.NullableAnnotation == NullableAnnotation.Annotated && SymbolEqualityComparer.Default.Equals(type, parameter),
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
