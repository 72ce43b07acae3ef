using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary><c>provider.StreamAsync(request)</c> becomes <c>provider.WithTokenTracking(tracker).StreamAsync(request)</c>, if the tracked
/// interface has that member. No other fix records streams and synchronous calls completely.</summary>
internal static class WrappedCall
{
    public static IEnumerable<Action<DocumentEdit>> Edits(InvocationExpressionSyntax call, FixTarget target)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: { } receiver and not BaseExpressionSyntax }
            || target.Model.GetOperation(call, target.CancellationToken) is not IInvocationOperation { Instance.Type: { } type } operation
            || target.Symbols.Types.ImplementedBy(type) is not { } tracked
            || !tracked.GetMembers(operation.TargetMethod.Name).Any()
            || target.TrackerAt(call) is not { } tracker)
            yield break;

        yield return edit =>
        {
            TrackingWrapper.ImportExtension(edit, target.Model, type, call.SpanStart);
            edit.Replace(receiver, current => TrackingWrapper.Call(current.WithoutTrivia(), tracker).WithTriviaFrom(current));
        };
    }
}
