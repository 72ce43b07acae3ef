using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>What a member does, as the records name it: <c>[AiOperation("...")]</c> or its name in snake_case without
/// <c>Async</c>.</summary>
internal static class OperationName
{
    /// <summary>The operation of a member, taking the attribute from the interface member that it implements too.</summary>
    public static string Of(ISymbol member, KnownType attribute)
    {
        foreach (var declaration in Declarations(member))
        {
            foreach (var data in declaration.GetAttributes())
            {
                if (attribute.Is(data.AttributeClass)
                    && data.ConstructorArguments is [{ Value: string { Length: > 0 } name }])
                    return name;
            }
        }

        return Identifiers.ToOperation(member.Name.Substring(member.Name.LastIndexOf('.') + 1));
    }

    private static IEnumerable<ISymbol> Declarations(ISymbol member)
    {
        yield return member;
        if (member.ContainingType is not { TypeKind: not TypeKind.Interface } type)
            yield break;
        foreach (var declared in type.AllInterfaces.SelectMany(i => i.GetMembers(member.Name)))
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared), member))
                yield return declared;
        }
    }
}
