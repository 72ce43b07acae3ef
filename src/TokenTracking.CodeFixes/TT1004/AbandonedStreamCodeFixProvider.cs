using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1004;

namespace TokenTracking.CodeFixes.TT1004;

/// <summary>TT1004: asks for the usage of a stream that is requested without it. A loop that is left early is the caller's own
/// decision.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AbandonedStreamCodeFixProvider)), Shared]
public sealed class AbandonedStreamCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string AskForUsageKey = "TT1004.AskForUsage";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AbandonedStreamRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [
        new(AskForUsageKey, "Ask for the usage (stream_options.include_usage)")];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (target.Node is not AnonymousObjectCreationExpressionSyntax { Initializers: [.., { } last] })
            yield break;
        yield return edit
            => edit.Replace((AnonymousObjectCreationExpressionSyntax)target.Node, current => WithUsage(current, last.GetLeadingTrivia()));
    }

    // Behind the last member, on a separate line where that one has one.
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
