using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Members that return services of the same family.</summary>
internal sealed partial class InterfaceParser
{
    /// <summary>The decorator of the service that a member returns; null if it returns nothing to track.</summary>
    private string? ChildOf(ISymbol member)
        => ChildServices.ReturnedBy(member) is { } child && _family.TryGetValue(child, out var decorator) ? decorator : null;

    /// <summary>The interface of the services if a member returns a list of them; null otherwise.</summary>
    private string? ChildrenOf(ISymbol member)
    {
        var type = member is IMethodSymbol method ? method.ReturnType : ((IPropertySymbol)member).Type;
        if (type.IsTask() || type.IsValueTask())
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return ChildServices.IsList(type) && ChildOf(member) is not null ? _types.Of(((INamedTypeSymbol)type).TypeArguments[0]) : null;
    }

    /// <summary>The decorator of the service that an out parameter returns; null if there is none.</summary>
    private string? ChildOf(IParameterSymbol parameter)
        => parameter is
            {
                RefKind: RefKind.Out, Type: INamedTypeSymbol type,
                ContainingSymbol: IMethodSymbol { IsStatic: false, RefKind: RefKind.None },
            }
            && _family.TryGetValue(type, out var decorator) ? decorator : null;

    /// <summary>True for an argument that may be a decorator of the family, which the caller has from another member.</summary>
    private bool MayBeDecorator(IParameterSymbol parameter)
        => parameter is { RefKind: RefKind.None, ContainingSymbol.IsStatic: false }
            && ChildServices.ServiceIn(parameter.Type) is { } service && _family.ContainsKey(service);
}
