using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT2001;

/// <summary><c>new HttpClient()</c> becomes <c>new HttpClient(new TokenTrackingHandler(tracker, new HttpClientHandler()))</c>.</summary>
internal static class ClientHandler
{
    private const string Handler = "TokenTrackingHandler";

    public static IEnumerable<Action<DocumentEdit>> Edits(ExpressionSyntax request, FixTarget target)
    {
        if (Client(request, target) is not { } client
            || Creation(client, request.SyntaxTree, target) is not { } creation
            || target.TrackerAt(creation) is not { } tracker)
            yield break;

        yield return edit =>
        {
            if (target.Model.LookupNamespacesAndTypes(creation.SpanStart, name: Handler).IsEmpty)
                edit.Import("TokenTracking");
            edit.ReplaceOnce(creation, current => WithHandler(current, tracker));
        };
    }

    // The receiver of http.PostAsync(...), or of the http.SendAsync(...) in the member that creates the HttpRequestMessage.
    private static ISymbol? Client(ExpressionSyntax request, FixTarget target)
    {
        if (request is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } receiver } })
            return target.SymbolOf(receiver);

        var member = request.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var senders = member is null
            ? []
            : (member is GlobalStatementSyntax ? member.Parent! : member).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Name.Identifier.ValueText is "Send" or "SendAsync"
                && target.Symbols.HttpClient.Is(target.TypeOf(access.Expression)))
            .Select(access => target.SymbolOf(access.Expression))
            .Distinct(SymbolEqualityComparer.Default).ToList();
        return senders is [{ } only] ? only : null;
    }

    // The only value of the client, from its declaration or from an assignment.
    private static BaseObjectCreationExpressionSyntax? Creation(ISymbol client, SyntaxTree tree, FixTarget target)
    {
        if (client is not (ILocalSymbol or IFieldSymbol or IPropertySymbol))
            return null;
        var root = tree.GetRoot(target.CancellationToken);
        var values = client.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree == tree)
            .Select(reference => reference.GetSyntax(target.CancellationToken) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
                _ => null,
            })
            .Concat(root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(assignment => SymbolEqualityComparer.Default.Equals(target.SymbolOf(assignment.Left), client))
                .Select(static assignment => (ExpressionSyntax?)assignment.Right))
            .OfType<ExpressionSyntax>().ToList();
        return values is [BaseObjectCreationExpressionSyntax creation]
            && target.Symbols.HttpClient.Is(target.TypeOf(creation))
            && !creation.ToString().Contains(Handler)
            ? creation
            : null;
    }

    private static BaseObjectCreationExpressionSyntax WithHandler(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax tracker)
    {
        var arguments = creation.ArgumentList?.Arguments ?? default;
        var inner = arguments.Count == 0 ? "new HttpClientHandler()" : arguments[0].Expression.ToString();
        var handler = SyntaxFactory.Argument(SyntaxFactory.ParseExpression($"new {Handler}({tracker}, {inner})"));
        return creation switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: null } bare => bare
                .WithType(bare.Type.WithoutTrailingTrivia())
                .WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(handler))
                .WithTrailingTrivia(bare.Type.GetTrailingTrivia())),
            ObjectCreationExpressionSyntax named => named.WithArgumentList(First(named.ArgumentList!, handler)),
            ImplicitObjectCreationExpressionSyntax bare => bare.WithArgumentList(First(bare.ArgumentList, handler)),
            _ => creation,
        };
    }

    private static ArgumentListSyntax First(ArgumentListSyntax list, ArgumentSyntax handler)
        => list.WithArguments(list.Arguments.Count == 0 ? list.Arguments.Add(handler) : list.Arguments.Replace(list.Arguments[0], handler));
}
