using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    private void RefuseInterface()
    {
        if (_interface.TypeKind != TypeKind.Interface)
            Refuse(RefusalIds.NotAnInterface, _interface);
        else if (!CanBeNamed(_interface))
            Refuse(RefusalIds.CannotBeNamed, _interface);
        else if (_interface.IsComImport)
            Refuse(RefusalIds.ComImport, _interface);
        else if (IsSelfTyped())
            Refuse(RefusalIds.SelfTyped, _interface);
    }

    /// <summary>A type parameter that has to be the implementing type, of an interface whose static members work on it: a decorator that
    /// adds decorators has no meaning.</summary>
    private bool IsSelfTyped()
    {
        var all = _interface.AllInterfaces.Insert(0, _interface);
        if (!all.Any(static type => type.GetMembers().Any(static member => member.IsStatic && (member.IsAbstract || member.IsVirtual))))
            return false;
        return all.Any(static type => type.GetMembers().Any(static member =>
                member is IMethodSymbol { IsStatic: true, IsAbstract: true, MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion }))
            || _interface.TypeParameters.Any(parameter => parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Any(constraint =>
                all.Contains(constraint, SymbolEqualityComparer.Default)));
    }

    private bool CanBeNamed(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || !SyntaxFacts.IsValidIdentifier(current.Name))
                return false;
        }

        return _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly);
    }

    private bool CheckSignature(ISymbol member)
    {
        if (HasPointers(member) && _compilation is CSharpCompilation { Options.AllowUnsafe: false })
        {
            Refuse(RefusalIds.UnsafeCode, member, member.ToDisplayString());
            return false;
        }

        if (member is IMethodSymbol { IsVararg: true })
        {
            Refuse(RefusalIds.UnwritableSignature, member, member.ToDisplayString());
            return false;
        }

        return true;
    }
}
