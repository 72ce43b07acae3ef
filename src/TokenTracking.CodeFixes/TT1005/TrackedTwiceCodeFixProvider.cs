using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1005;

/// <summary>TT1005: takes the second recording away. Where tracking lies above a middleware it has to move, which is not for a fix to
/// do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrackedTwiceCodeFixProvider)), Shared]
public sealed class TrackedTwiceCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string RecordOnceKey = "TT1005.RecordOnce";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TrackedTwiceRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [new(RecordOnceKey, "Record it once")];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (target.Node is not InvocationExpressionSyntax {
            Expression: MemberAccessExpressionSyntax { Expression: { } receiver, Name.Identifier.ValueText: var name } } call
            || TrackingSymbols.For(target.Model.Compilation) is not { } symbols)
            return [];
        return name switch
        {
            Wrapping.WithTokenTracking when TrackedOrigins.IsTracked(symbols, target.Model.GetOperation(receiver, cancellationToken))
                => [edit => edit.Replace(
                    call, static current => ((MemberAccessExpressionSyntax)current.Expression).Expression.WithTriviaFrom(current))],
            "TrackAsync" when Tracked(call) is not null
                => [edit => edit.Replace(call, static current => Tracked(current)!.WithTriviaFrom(current))],
            "Track" when call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
                => [edit => edit.Remove(statement)],
            _ => [],
        };
    }

    /// <summary>The call inside of <c>TrackAsync("…", () => call, …)</c>; null if the lambda does more than to make it.</summary>
    private static ExpressionSyntax? Tracked(InvocationExpressionSyntax tracking)
        => tracking.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .OfType<ParenthesizedLambdaExpressionSyntax>().FirstOrDefault() switch
        {
            { AsyncKeyword.RawKind: 0, ExpressionBody: { } call } => call,
            { ExpressionBody: AwaitExpressionSyntax { Expression: { } awaited } } => awaited,
            _ => null,
        };
}
