using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>A base address that code gives to a client.</summary>
/// <param name="Owner">The name of the variable that holds the client; null if the code does not show it.</param>
/// <param name="Value">The address.</param>
internal sealed record BaseAddress(string? Owner, ExpressionSyntax Value)
{
    private static readonly string[] Properties = ["BaseAddress", "BaseUrl"];
    private static readonly string[] Clients = ["RestClient", "RestClientOptions", "FlurlClient"];

    /// <summary>The base address that a node sets; null for any other node.</summary>
    public static BaseAddress? Of(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment when NameOf(assignment.Left) is { } name && Properties.Contains(name)
            => new(OwnerOf(assignment), assignment.Right),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var first }, ..] } creation
            when NameOf(creation.Type) is { } name && Clients.Contains(name)
            => new(DeclaredBy(creation), first),
        ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var first }, ..] } creation
            when TypeOf(creation) is { } type && NameOf(type) is { } name && Clients.Contains(name)
            => new(DeclaredBy(creation), first),
        _ => null,
    };

    /// <summary>The last part of a name; null for any other expression.</summary>
    public static string? NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        NullableTypeSyntax { ElementType: var type } => NameOf(type),
        _ => null,
    };

    // client.BaseAddress = ..., client = new HttpClient { BaseAddress = ... }
    private static string? OwnerOf(AssignmentExpressionSyntax setting) => setting switch
    {
        { Left: MemberAccessExpressionSyntax { Expression: { } owner } } => NameOf(owner),
        { Parent: InitializerExpressionSyntax { Parent: { } creation } } => DeclaredBy(creation),
        _ => null,
    };

    private static string? DeclaredBy(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        AssignmentExpressionSyntax assignment => NameOf(assignment.Left),
        _ => null,
    };

    private static TypeSyntax? TypeOf(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } } => variable.Type,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        _ => null,
    };
}
