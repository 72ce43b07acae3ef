using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The base addresses that a client may have: set in the type that sends the request, or where that type's client is
/// registered.</summary>
internal static class BaseAddresses
{
    private const string Property = "BaseAddress";
    private const string Registration = "AddHttpClient";

    private static readonly ConditionalWeakTable<Compilation, StrongBox<ImmutableArray<InvocationExpressionSyntax>>> Registrations = new();

    /// <summary>The texts that the base address of a request's client may be; none where nothing says it.</summary>
    public static IEnumerable<string> Of(IOperation request, CancellationToken cancellationToken)
    {
        if (request.SemanticModel is not { } model)
            return [];
        var type = request.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var settings = Settings(type ?? request.Syntax.SyntaxTree.GetRoot(cancellationToken)).ToList();
        if (UntrackedClients.ClientOf(request)?.Syntax is { } client
            && settings.Where(setting => Owner(setting) == LastName(client)).ToList() is [_, ..] own)
            settings = own;
        if (settings.Count == 0)
            settings = [
                .. Registered(model.Compilation, cancellationToken).Where(registration => type is not null && IsFor(registration, type))
                .SelectMany(static registration => Settings(Whole(registration)))];
        return settings.SelectMany(setting => AddressTexts.Of(
            (setting.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(setting.SyntaxTree))
                .GetOperation(setting.Right, cancellationToken), cancellationToken))
            .Where(static text => !LlmEndpoints.BeginsOpen(text)).Distinct();
    }

    private static IEnumerable<AssignmentExpressionSyntax> Settings(SyntaxNode around)
        => around.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(static assignment => LastName(assignment.Left) == Property);

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

    private static string? LastName(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static ImmutableArray<InvocationExpressionSyntax> Registered(Compilation compilation, CancellationToken cancellationToken)
        => Registrations.GetValue(compilation, key => new StrongBox<ImmutableArray<InvocationExpressionSyntax>>(
        [
            .. key.SyntaxTrees.Where(
                tree => tree.GetText(cancellationToken).ToString() is var text && text.Contains(Registration) && text.Contains(Property))
                .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Registration }),
        ])).Value;

    // With what is called on it: AddHttpClient<Client>().ConfigureHttpClient(http => http.BaseAddress = ...)
    private static SyntaxNode Whole(InvocationExpressionSyntax registration)
    {
        SyntaxNode whole = registration;
        while (whole.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            whole = whole.Parent;
        return whole;
    }

    // AddHttpClient<Client>(...), AddHttpClient<IClient, Client>(...), and AddHttpClient("name", ...) where the type asks for that name.
    private static bool IsFor(InvocationExpressionSyntax registration, TypeDeclarationSyntax type)
    {
        if (registration.Expression
            is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: [.., var client] } })
            return client.ToString().Split('.').Last() == type.Identifier.ValueText;
        return registration.ArgumentList.Arguments is [{ } name, ..] && name.Expression is not AnonymousFunctionExpressionSyntax
            && type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call is
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateClient" },
                ArgumentList.Arguments: [{ } asked, ..],
            } && LastPart(asked.Expression) == LastPart(name.Expression));
    }

    private static string LastPart(ExpressionSyntax expression)
        => expression is LiteralExpressionSyntax ? expression.ToString() : LastName(expression) ?? expression.ToString();
}
