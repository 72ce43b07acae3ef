using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1005;

/// <summary>TT1005: removes the second recording. There is no fix for tracking outside a middleware: where it belongs depends on the
/// pipeline.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrackedTwiceCodeFixProvider)), Shared]
public sealed class TrackedTwiceCodeFixProvider() : DocumentCodeFixProvider(
    TrackedTwiceRule.Id, Fix.On<InvocationExpressionSyntax>(RecordOnceKey, "Record it once", RecordOnce))
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string RecordOnceKey = "TT1005.RecordOnce";

    private static IEnumerable<Action<DocumentEdit>> RecordOnce(InvocationExpressionSyntax call, FixTarget target)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: { } receiver, Name.Identifier.ValueText: var name })
            return [];
        return name switch
        {
            Wrapping.WithTokenTracking
                when TrackedOrigins.IsTracked(target.Symbols, target.Model.GetOperation(receiver, target.CancellationToken))
                => [edit => edit.Replace(
                    call, static current => ((MemberAccessExpressionSyntax)current.Expression).Expression.WithTriviaFrom(current))],
            "TrackAsync" when Tracked(call) is not null
                => [edit => edit.Replace(call, static current => Tracked(current)!.WithTriviaFrom(current))],
            "Track" when call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
                => [edit => edit.Remove(statement)],
            _ => [],
        };
    }

    /// <summary>The call inside <c>TrackAsync("…", () => call, …)</c>; null if the lambda does anything else.</summary>
    private static ExpressionSyntax? Tracked(InvocationExpressionSyntax tracking)
        => tracking.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .OfType<ParenthesizedLambdaExpressionSyntax>().FirstOrDefault() switch
        {
            { AsyncKeyword.RawKind: 0, ExpressionBody: { } call } => call,
            { ExpressionBody: AwaitExpressionSyntax { Expression: { } awaited } } => awaited,
            _ => null,
        };
}
