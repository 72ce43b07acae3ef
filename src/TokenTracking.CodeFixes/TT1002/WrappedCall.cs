using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary><c>provider.StreamAsync(request)</c> becomes <c>provider.WithTokenTracking(tracker).StreamAsync(request)</c>, where the tracked
/// interface has that member: for streams and synchronous calls the only way that records them whole.</summary>
internal static class WrappedCall
{
    public static IEnumerable<Action<DocumentEdit>> Edits(
        InvocationExpressionSyntax call, ExpressionSyntax tracker, SemanticModel model, TrackingSymbols symbols,
        CancellationToken cancellationToken)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: { } receiver and not BaseExpressionSyntax }
            || model.GetOperation(call, cancellationToken) is not IInvocationOperation { Instance.Type: { } type } operation
            || symbols.Types.ImplementedBy(type) is not { } tracked
            || !tracked.GetMembers(operation.TargetMethod.Name).Any())
            yield break;

        yield return edit =>
        {
            TrackingWrapper.ImportExtension(edit, model, type, call.SpanStart);
            edit.Replace(receiver, current => TrackingWrapper.Call(current.WithoutTrivia(), tracker).WithTriviaFrom(current));
        };
    }
}
