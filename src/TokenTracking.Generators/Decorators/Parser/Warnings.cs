using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Gathers what the compiler warns of when a signature is repeated: obsolete and experimental types and members.</summary>
internal sealed class Warnings
{
    private readonly SortedSet<string> _disabled = new(StringComparer.Ordinal);

    /// <summary>The ids to switch off in the generated file.</summary>
    public IEnumerable<string> Disabled => _disabled;

    /// <summary>Switches a warning off in the generated file.</summary>
    public void Disable(string id) => _disabled.Add(id);

    /// <summary>Notes everything that repeating a member touches.</summary>
    /// <returns>True if only being obsolete itself lets the implementation name it: an obsolete error cannot be switched off.</returns>
    public bool Note(ISymbol member)
    {
        var isError = NoteDeclaration(member);
        switch (member)
        {
            case IMethodSymbol method:
                isError |= NoteType(method.ReturnType);
                foreach (var parameter in method.Parameters)
                    isError |= NoteType(parameter.Type);
                foreach (var constraint in method.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes))
                    isError |= NoteType(constraint);
                break;
            case IPropertySymbol property:
                isError |= NoteType(property.Type);
                foreach (var parameter in property.Parameters)
                    isError |= NoteType(parameter.Type);
                isError |= property.GetMethod is { } getter && NoteDeclaration(getter);
                isError |= property.SetMethod is { } setter && NoteDeclaration(setter);
                break;
            case IEventSymbol @event:
                isError |= NoteType(@event.Type);
                break;
        }

        return isError;
    }

    /// <summary>Notes a type with all that it is made of.</summary>
    /// <returns>As <see cref="Note"/>.</returns>
    public bool NoteType(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return NoteType(array.ElementType);
            case IPointerTypeSymbol pointer:
                return NoteType(pointer.PointedAtType);
            case IFunctionPointerTypeSymbol function:
                return Note(function.Signature);
            case INamedTypeSymbol named:
                var isError = NoteDeclaration(named);
                foreach (var argument in named.TypeArguments)
                    isError |= NoteType(argument);
                if (named.ContainingType is { } containing)
                    isError |= NoteType(containing);
                return isError;
            default:
                return false;
        }
    }

    private bool NoteDeclaration(ISymbol symbol)
    {
        var isError = false;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type)
                continue;
            if (type.IsIn("System", "ObsoleteAttribute"))
                isError |= NoteObsolete(attribute);
            else if (type.IsIn("System.Diagnostics.CodeAnalysis", "ExperimentalAttribute") && attribute.OnlyArgument() is string id)
                _disabled.Add(id);
        }

        return isError;
    }

    private bool NoteObsolete(AttributeData attribute)
    {
        if (attribute.ConstructorArguments is { Length: 2 } arguments && arguments[1].Value is true)
            return true;
        var id = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value as string;
        _disabled.Add(id ?? (attribute.ConstructorArguments.IsEmpty ? "CS0612" : "CS0618"));
        return false;
    }
}
