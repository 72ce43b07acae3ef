using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1006;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1006;

/// <summary>TT1006: removes a count from a sum that already contains it, or calls the factory of the correct convention.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsageAddedTwiceCodeFixProvider)), Shared]
public sealed class UsageAddedTwiceCodeFixProvider() : DocumentCodeFixProvider(
    UsageAddedTwiceRule.Id,
    Fix.On<BinaryExpressionSyntax>(LeaveOutKey, "Remove the count that is already included", LeaveOut),
    Fix.On<InvocationExpressionSyntax>(OtherFactoryKey, "Use the factory of the correct convention", OtherFactory))
{
    /// <summary>The equivalence key of the fix that removes a part from a sum.</summary>
    public const string LeaveOutKey = "TT1006.LeaveOut";

    /// <summary>The equivalence key of the fix that calls the other factory.</summary>
    public const string OtherFactoryKey = "TT1006.OtherFactory";

    private static IEnumerable<Action<DocumentEdit>> OtherFactory(InvocationExpressionSyntax call, FixTarget target)
        => call.Expression is MemberAccessExpressionSyntax {
            Name: { Identifier.ValueText: UsageAddedTwiceAnalyzer.Inclusive or UsageAddedTwiceAnalyzer.Exclusive } name }
            ? [edit => edit.Replace(name, static current => Other(current).WithTriviaFrom(current))]
            : [];

    // The additional locations of the finding are the terms to remove; their plus signs are removed with them.
    private static IEnumerable<Action<DocumentEdit>> LeaveOut(BinaryExpressionSyntax sum, FixTarget target)
    {
        var parts = target.Diagnostic.AdditionalLocations
            .Select(location => sum.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).OfType<ExpressionSyntax>()
            .Select(Term).ToList();
        if (parts.Count > 0 && Without(sum, parts) is { } rest)
            yield return edit => edit.Replace(sum, current => rest.WithTriviaFrom(current));
    }

    private static ExpressionSyntax Term(ExpressionSyntax part)
    {
        var term = part;
        while (term.Parent is ExpressionSyntax wrapped and not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
            term = wrapped;
        return term;
    }

    // From the innermost sum to the whole. Null if nothing is left.
    private static ExpressionSyntax? Without(BinaryExpressionSyntax sum, List<ExpressionSyntax> parts)
    {
        var rest = new Dictionary<ExpressionSyntax, ExpressionSyntax?>();
        ExpressionSyntax? Of(ExpressionSyntax term)
            => parts.Contains(term) ? null : rest.TryGetValue(Unwrapped(term), out var left) ? Kept(term, left) : term;
        foreach (var addition in sum.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>()
            .Where(static node => node.IsKind(SyntaxKind.AddExpression)).Reverse())
        {
            rest[addition] = (Of(addition.Left), Of(addition.Right)) switch
            {
                ({ } left, { } right) => left == addition.Left && right == addition.Right
                    ? addition
                    : addition.WithLeft(left.WithTriviaFrom(addition.Left)).WithRight(right.WithTriviaFrom(addition.Right)),
                var (left, right) => left ?? right,
            };
        }

        return rest[sum];
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax term)
    {
        while (term is ParenthesizedExpressionSyntax parenthesized)
            term = parenthesized.Expression;
        return term;
    }

    // The parentheses stay around what is still a sum.
    private static ExpressionSyntax? Kept(ExpressionSyntax term, ExpressionSyntax? rest)
        => rest is null ? null
            : rest == Unwrapped(term) ? term
            : rest is BinaryExpressionSyntax && term is ParenthesizedExpressionSyntax outer ? outer.WithExpression(rest) : rest;

    private static IdentifierNameSyntax Other(SimpleNameSyntax name) => SyntaxFactory.IdentifierName(
        name.Identifier.ValueText == UsageAddedTwiceAnalyzer.Inclusive
            ? UsageAddedTwiceAnalyzer.Exclusive
            : UsageAddedTwiceAnalyzer.Inclusive);
}
