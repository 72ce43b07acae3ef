using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Rules.TT1002;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary><c>provider.CompleteAsync(request)</c> becomes
/// <c>tracker.TrackAsync("complete", () => provider.CompleteAsync(request), static result => result.Usage, static result =>
/// result.Model)</c>: the same result, with usage, duration and outcome recorded.</summary>
internal static class RecordedCall
{
    private const string Result = "result";

    public static IEnumerable<Action<DocumentEdit>> Edits(InvocationExpressionSyntax call, FixTarget target)
    {
        var properties = target.Diagnostic.Properties;
        if (target.SymbolOf(call) is not IMethodSymbol { ReturnType: INamedTypeSymbol returned }
            || returned is not { Name: "Task" or "ValueTask", TypeArguments: [{ } result] }
            || UsageShape.UsageOf(target.Symbols, result) is not { } usage
            || !properties.TryGetValue(DiscardedUsageAnalyzer.Operation, out var operation)
            || call.Expression is MemberBindingExpressionSyntax
            || target.TrackerAt(call) is not { } tracker)
            yield break;

        properties.TryGetValue(DiscardedUsageAnalyzer.ModelMember, out var model);
        var isNullable = usage.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        yield return edit => edit.Replace(call, current => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, tracker, SyntaxFactory.IdentifierName("TrackAsync")),
            Arguments(
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(operation!)),
                Lambda(current.WithoutTrivia(), isValueTask: returned.Name == "ValueTask"),
                Reader(isNullable ? usage.Name + ".GetValueOrDefault()" : usage.Name),
                model is null ? null : Reader(model))).WithTriviaFrom(current));
    }

    // The arguments are evaluated once, when the tracker makes the call.
    private static ParenthesizedLambdaExpressionSyntax Lambda(InvocationExpressionSyntax call, bool isValueTask)
    {
        var awaitsInside = call.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
            .OfType<AwaitExpressionSyntax>().Any();
        var lambda = SyntaxFactory.ParenthesizedLambdaExpression(
            awaitsInside
                ? SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call)
                : isValueTask ? Member(call, "AsTask") : call)
            .WithArrowToken(SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken)
                .WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space));
        return awaitsInside
            ? lambda.WithAsyncKeyword(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            : lambda;
    }

    private static InvocationExpressionSyntax Member(ExpressionSyntax expression, string name)
        => SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression, expression, SyntaxFactory.IdentifierName(name)));

    private static ExpressionSyntax Reader(string member) => SyntaxFactory.ParseExpression($"static {Result} => {Result}.{member}");

    private static ArgumentListSyntax Arguments(params ExpressionSyntax?[] expressions)
    {
        var arguments = expressions.Where(static expression => expression is not null)
            .Select(static expression => SyntaxFactory.Argument(expression!)).ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments, Enumerable.Repeat(comma, arguments.Count - 1)));
    }
}
