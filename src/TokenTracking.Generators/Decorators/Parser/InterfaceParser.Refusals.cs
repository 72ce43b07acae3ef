using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    // Nullable annotations, and the patterns of generated code.
    private const LanguageVersion Oldest = LanguageVersion.CSharp8;

    private const string NotDerivable = "it is neither an interface nor a class that can be derived from";

    private void RefuseInterface()
    {
        if (_interface.TypeKind != TypeKind.Interface && !CanBeDerivedFrom(_interface))
            Refuse(RefusalIds.NotAnInterface, _interface, NotDerivable);
        else if (!CanBeNamed(_interface))
            Refuse(RefusalIds.CannotBeNamed, _interface);
        else if (RequiresPreview(_interface) && !RequiresPreview(_compilation.Assembly))
            Refuse(RefusalIds.PreviewFeature, _interface);
        else if (_interface.IsComImport)
            Refuse(RefusalIds.ComImport, _interface);
        else if (((CSharpCompilation)_compilation).LanguageVersion < Oldest)
            Refuse(RefusalIds.LanguageVersion, _interface, "it", "8");
        else if (IsSelfTyped())
            Refuse(RefusalIds.SelfTyped, _interface);
    }

    private static bool CanBeDerivedFrom(INamedTypeSymbol type)
        => type is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false, SpecialType: SpecialType.None };

    /// <summary>A type parameter that has to be the implementing type, of an interface whose static members work on it: a decorator that
    /// adds decorators has no meaning.</summary>
    private bool IsSelfTyped()
    {
        var all = _interface.AllInterfaces.Insert(0, _interface);
        if (!all.Any(static type => type.GetMembers().Any(static member => member.IsStatic && (member.IsAbstract || member.IsVirtual))))
            return false;
        return all.Any(static type => type.GetMembers().Any(IsAbstractOperator))
            || _interface.TypeParameters.Any(parameter => parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Any(constraint =>
                all.Contains(constraint, SymbolEqualityComparer.Default)));
    }

    public static bool RequiresPreview(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { } type && type.IsIn("System.Runtime.Versioning", "RequiresPreviewFeaturesAttribute"));

    private static bool IsAbstractOperator(ISymbol member) => member is IMethodSymbol
    {
        IsStatic: true, IsAbstract: true, MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion,
    };

    private bool CanBeNamed(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || !SyntaxFacts.IsValidIdentifier(current.Name))
                return false;
        }

        if (_clashes.HasRival(type))
            _warnings.Disable("CS0436");
        return !_clashes.IsAmbiguous(type) && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly);
    }

    private bool CheckSignature(ISymbol member)
    {
        if (HasPointers(member) && _compilation is CSharpCompilation { Options.AllowUnsafe: false })
        {
            Refuse(RefusalIds.UnsafeCode, member, member.ToDisplayString());
            return false;
        }

        if (RequiredLanguageVersion(member) is var (version, name) && ((CSharpCompilation)_compilation).LanguageVersion < version)
        {
            Refuse(RefusalIds.LanguageVersion, member, $"its member '{member.ToDisplayString()}'", name);
            return false;
        }

        if (!CanBeWritten(member))
        {
            Refuse(RefusalIds.UnwritableSignature, member, member.ToDisplayString());
            return false;
        }

        return true;
    }

    /// <summary>False for __arglist, for operators that work on the instance, for a property whose accessors are of another type
    /// (<c>unit</c> of F#), for overloads of generic types that no call reaches, and for types that this assembly cannot name.</summary>
    private bool CanBeWritten(ISymbol member)
    {
        if (member is IMethodSymbol { IsVararg: true } or IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator, IsStatic: false }
            || member is IPropertySymbol { GetMethod: { } getter } property
                && !SymbolEqualityComparer.Default.Equals(getter.ReturnType, property.Type)
            || (member is IMethodSymbol overload && OutrankedOverloads.Contains(overload)
                && (IsClass || overload.ContainingType.IsGenericType || AllTypeParameters(_interface).Any())))
        {
            return false;
        }

        foreach (var type in SignatureTypes.Of(member))
        {
            if (_clashes.IsAmbiguous(type) || (type.TypeKind != TypeKind.Error
                && !_compilation.IsSymbolAccessibleWithin(type.OriginalDefinition, _compilation.Assembly)))
                return false;
            if (_clashes.HasRival(type))
                _warnings.Disable("CS0436");
            NoteNull(type);
        }

        return true;
    }

    private void NoteNull(INamedTypeSymbol type)
    {
        foreach (var id in NullConstraints.Broken(type))
            _warnings.Disable(id);
    }

    /// <summary>The language version that an implementation of the member needs; null if the oldest with nullable annotations is
    /// enough.</summary>
    private static (LanguageVersion Version, string Name)? RequiredLanguageVersion(ISymbol member)
    {
        var parameters = member switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
        if (member is IMethodSymbol { TypeParameters: var own } && own.Any(static parameter => parameter.AllowsRefLikeType))
            return (LanguageVersion.CSharp13, "13");
        if (parameters.Any(static parameter => parameter.RefKind == RefKind.RefReadOnlyParameter))
            return (LanguageVersion.CSharp12, "12");
        if (member.IsStatic
            || parameters.Any(static parameter => parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out))
        {
            return (LanguageVersion.CSharp11, "11");
        }

        return member is IPropertySymbol { SetMethod.IsInitOnly: true }
            || (member is IMethodSymbol generic && generic.TypeParameters.Any(parameter =>
                !parameter.IsReferenceType && !parameter.IsValueType && HasAnnotated(generic, parameter)))
            ? (LanguageVersion.CSharp9, "9")
            : null;
    }
}
