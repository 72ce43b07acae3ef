using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The base addresses that a client may have: set in the type that sends the request, or in the registration of that type's client.
/// </summary>
internal static class BaseAddresses
{
    private const string Property = "BaseAddress";

    private static readonly ConditionalWeakTable<SyntaxNode, IReadOnlyList<AssignmentExpressionSyntax>> PerType = new();

    /// <summary>The texts that the base address of the client of a request may be; none if the code does not show it.</summary>
    public static IReadOnlyList<string> Of(IOperation request, CancellationToken cancellationToken)
    {
        if (request.SemanticModel is not { Compilation: var compilation })
            return [];
        var type = request.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var settings = PerType.GetValue(type ?? request.Syntax.SyntaxTree.GetRoot(cancellationToken), Settings);
        if (settings.Count > 0 && UntrackedClients.ClientOf(request)?.Syntax is { } client
            && settings.Where(setting => Owner(setting) == LastName(client)).ToList() is [_, ..] own)
            settings = own;
        if (settings.Count == 0 && type is not null)
            settings = ClientRegistrations.Of(compilation).SettingsFor(type);
        var members = MemberFlow.Of(compilation);
        return
        [
            .. settings.SelectMany(setting => members.OperationOf(setting.Right, cancellationToken) is { } value
                ? AddressTexts.TextsOf(value, cancellationToken)
                : []).Where(static text => !LlmEndpoints.BeginsOpen(text)).Distinct(),
        ];
    }

    /// <summary>Every <c>BaseAddress = ...</c> in a source.</summary>
    public static IReadOnlyList<AssignmentExpressionSyntax> Settings(SyntaxNode around)
        =>
        [
            .. around.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(static assignment => LastName(assignment.Left) == Property),
        ];

    /// <summary>The last part of a name; null for any other expression.</summary>
    public static string? LastName(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    // client.BaseAddress = ..., client = new HttpClient { BaseAddress = ... }
    private static string? Owner(AssignmentExpressionSyntax setting) => setting switch
    {
        { Left: MemberAccessExpressionSyntax { Expression: { } owner } } => LastName(owner),
        { Parent: InitializerExpressionSyntax { Parent.Parent: EqualsValueClauseSyntax { Parent: var declared } } } => declared switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => null,
        },
        { Parent: InitializerExpressionSyntax { Parent.Parent: AssignmentExpressionSyntax outer } } => LastName(outer.Left),
        _ => null,
    };
}
