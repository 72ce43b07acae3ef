using System.Text;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>What a member does, as the records name it: <c>[AiOperation("...")]</c>, else its name in snake_case without <c>Async</c>.</summary>
internal static class OperationName
{
    private const string Suffix = "Async";

    /// <summary>The operation of a member, taking the attribute from the interface member that it implements too.</summary>
    public static string Of(ISymbol member, INamedTypeSymbol? attribute)
    {
        foreach (var declaration in Declarations(member))
        {
            foreach (var data in declaration.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)
                    && data.ConstructorArguments is [{ Value: string { Length: > 0 } name }])
                    return name;
            }
        }

        return FromMemberName(member.Name);
    }

    /// <summary><c>AnalyzeTaskAsync</c> to <c>analyze_task</c>.</summary>
    public static string FromMemberName(string name)
    {
        name = name.Substring(name.LastIndexOf('.') + 1);
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name.Substring(0, name.Length - Suffix.Length);

        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var isBoundary = i > 0 && char.IsUpper(name[i])
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isBoundary && name[i - 1] != '_')
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
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
