using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1004;

namespace TokenTracking.CodeFixes.TT1004;

/// <summary>TT1004: requests the usage of a stream that is requested without it. There is no fix for a loop that exits early, because the
/// caller may intend it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AbandonedStreamCodeFixProvider)), Shared]
public sealed class AbandonedStreamCodeFixProvider() : DocumentCodeFixProvider(
    AbandonedStreamRule.Id,
    Fix.On<AnonymousObjectCreationExpressionSyntax>(AskForUsageKey, "Request the usage (stream_options.include_usage)", AskForUsage))
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string AskForUsageKey = "TT1004.AskForUsage";

    private static IEnumerable<Action<DocumentEdit>> AskForUsage(AnonymousObjectCreationExpressionSyntax request, FixTarget target)
        => request.Initializers is [.., { } last]
            ? [edit => edit.Replace(request, current => WithUsage(current, last.GetLeadingTrivia()))]
            : [];

    // After the last member, on a separate line if the last member is on one.
    private static AnonymousObjectCreationExpressionSyntax WithUsage(
        AnonymousObjectCreationExpressionSyntax request, SyntaxTriviaList before)
    {
        var asking = ((AnonymousObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression(
            "new { stream_options = new { include_usage = true } }")).Initializers[0].WithoutTrivia();
        var members = request.Initializers;
        var last = members[members.Count - 1];
        var separators = members.GetSeparators().ToList();
        var endsWithComma = separators.Count == members.Count;
        var lineEnd = endsWithComma ? separators[separators.Count - 1].TrailingTrivia : last.GetTrailingTrivia();
        var ownLine = before.Any(SyntaxKind.WhitespaceTrivia) && lineEnd.Any(SyntaxKind.EndOfLineTrivia);
        if (!endsWithComma)
            separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(ownLine ? lineEnd : [SyntaxFactory.Space]));
        var added = ownLine ? asking.WithLeadingTrivia(before) : asking;
        added = endsWithComma ? added : added.WithTrailingTrivia(lineEnd);
        if (endsWithComma)
            separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken)
                .WithTrailingTrivia(lineEnd.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))));
        return request.WithInitializers(SyntaxFactory.SeparatedList(
            members.Select((member, index) => index == members.Count - 1 && !endsWithComma ? member.WithTrailingTrivia() : member)
                .Append(added), separators));
    }
}
