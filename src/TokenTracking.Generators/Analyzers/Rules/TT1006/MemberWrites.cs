using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The places of a compilation that give a value to a member, by the member's name, and those that make an object, by the type's
/// name. Files without a name of a token count are skipped; the others are read
/// once.</summary>
internal sealed class MemberWrites
{
    private readonly ILookup<string, SyntaxNode> _members;
    private readonly ILookup<string, SyntaxNode> _creations;

    public MemberWrites(Compilation compilation)
    {
        var nodes = compilation.SyntaxTrees.Where(TokenFiles.Speaks)
            .SelectMany(static tree => tree.GetRoot().DescendantNodes()).ToList();
        _members = nodes.Select(static node => (Node: node, Name: Member(node))).Where(static write => write.Name is not null)
            .ToLookup(static write => write.Name!, static write => write.Node, StringComparer.Ordinal);
        _creations = nodes.OfType<BaseObjectCreationExpressionSyntax>()
            .ToLookup(
                static creation => creation is ObjectCreationExpressionSyntax { Type: { } type } ? NameOf(type) ?? "" : "",
                static creation => (SyntaxNode)creation, StringComparer.Ordinal);
    }

    /// <summary>The places that may give a value to a member of a type, in the order of the code for each name.</summary>
    public IEnumerable<SyntaxNode> To(string type, IEnumerable<string> members)
        => members.SelectMany(name => _members[name]).Concat(_creations[type]).Concat(_creations[""]);

    private static string? Member(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: { } left } => NameOf(left),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: { } handed } => NameOf(handed),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field }
            => field.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => null,
    };
}
