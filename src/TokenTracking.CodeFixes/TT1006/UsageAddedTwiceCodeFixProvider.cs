using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1006;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1006;

/// <summary>TT1006: takes out of a sum what is in it already, or names the factory of the right convention.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsageAddedTwiceCodeFixProvider)), Shared]
public sealed class UsageAddedTwiceCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix that leaves a part out of a sum.</summary>
    public const string LeaveOutKey = "TT1006.LeaveOut";

    /// <summary>The equivalence key of the fix that calls the other factory.</summary>
    public const string OtherFactoryKey = "TT1006.OtherFactory";

    private static readonly FixKind LeaveOut = new(LeaveOutKey, "Leave out what is counted already");
    private static readonly FixKind OtherFactory = new(OtherFactoryKey, "Use the factory of the right convention");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UsageAddedTwiceRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [LeaveOut, OtherFactory];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
        => (target.Node, kind.Key) switch
        {
            (BinaryExpressionSyntax sum, LeaveOutKey) => Shortened(sum, target.Diagnostic),
            (InvocationExpressionSyntax {
                Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: UsageAddedTwiceAnalyzer.Inclusive
                    or UsageAddedTwiceAnalyzer.Exclusive } name } }, OtherFactoryKey)
                => [edit => edit.Replace(name, static current => Other(current).WithTriviaFrom(current))],
            _ => [],
        };

    // The finding says which terms it is; their plus signs go with them.
    private static IEnumerable<Action<DocumentEdit>> Shortened(BinaryExpressionSyntax sum, Diagnostic diagnostic)
    {
        var parts = diagnostic.AdditionalLocations
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

    // A sum is made of sums: from the innermost on the left to the whole. Null if nothing is left.
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

    private static ExpressionSyntax? Kept(ExpressionSyntax term, ExpressionSyntax? rest)
        => rest is null || rest == Unwrapped(term) ? (rest is null ? null : term)
            : rest is BinaryExpressionSyntax && term is ParenthesizedExpressionSyntax outer ? outer.WithExpression(rest) : rest;

    private static IdentifierNameSyntax Other(SimpleNameSyntax name) => SyntaxFactory.IdentifierName(
        name.Identifier.ValueText == UsageAddedTwiceAnalyzer.Inclusive
            ? UsageAddedTwiceAnalyzer.Exclusive
            : UsageAddedTwiceAnalyzer.Inclusive);
}
