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

    // The finding says which term it is; the plus sign goes with it.
    private static IEnumerable<Action<DocumentEdit>> Shortened(BinaryExpressionSyntax sum, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations is not [{ } location]
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
