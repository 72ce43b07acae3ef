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
