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

    // The additional location of the finding is the term to remove; the plus sign is removed with it.
    private static IEnumerable<Action<DocumentEdit>> LeaveOut(BinaryExpressionSyntax sum, FixTarget target)
    {
        if (target.Diagnostic.AdditionalLocations is not [{ } location]
            || sum.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax part)
            yield break;

        var term = part;
        while (term.Parent is ExpressionSyntax wrapped and not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
            term = wrapped;
        if (term.Parent is not BinaryExpressionSyntax addition)
            yield break;
        yield return edit
            => edit.Replace(addition, current => (addition.Left == term ? current.Right : current.Left).WithTriviaFrom(current));
    }

    private static IdentifierNameSyntax Other(SimpleNameSyntax name) => SyntaxFactory.IdentifierName(
        name.Identifier.ValueText == UsageAddedTwiceAnalyzer.Inclusive
            ? UsageAddedTwiceAnalyzer.Exclusive
            : UsageAddedTwiceAnalyzer.Inclusive);
}
