using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>Every name in the declarations of a type, so that a member is found without searching them again.</summary>
internal sealed class DeclaredNames
{
    private readonly Dictionary<string, List<SimpleNameSyntax>> _names = new(StringComparer.Ordinal);

    public DeclaredNames(INamedTypeSymbol type)
    {
        foreach (var name in type.DeclaringSyntaxReferences.SelectMany(
            static part => part.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>()))
        {
            if (!_names.TryGetValue(name.Identifier.ValueText, out var places))
                _names.Add(name.Identifier.ValueText, places = []);
            places.Add(name);
        }
    }

    /// <summary>The places where a name is used.</summary>
    public IReadOnlyList<SimpleNameSyntax> Of(string name) => _names.TryGetValue(name, out var places) ? places : [];

    /// <summary>The expression that a name is a part of: the call, for <c>this.Make()</c>, <c>Make()</c> and <c>Type.Make()</c>.</summary>
    public static ExpressionSyntax Expression(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return expression.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : expression;
    }
}
