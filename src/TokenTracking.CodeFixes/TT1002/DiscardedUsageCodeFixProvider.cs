using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT1002;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary>TT1002: lets the tracker that is in scope make the call, wraps the provider that makes it, or hands the whole result
/// on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedUsageCodeFixProvider)), Shared]
public sealed class DiscardedUsageCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix that records the call with <c>TrackAsync</c>.</summary>
    public const string RecordKey = "TT1002.Record";

    /// <summary>The equivalence key of the fix that makes the call through <c>WithTokenTracking</c>.</summary>
    public const string WrapKey = "TT1002.Wrap";

    /// <summary>The equivalence key of the fix that returns the whole result instead of a part of it.</summary>
    public const string ReturnKey = "TT1002.ReturnResult";

    private static readonly FixKind Record = new(RecordKey, "Record the usage with the tracker");
    private static readonly FixKind Wrap = new(WrapKey, "Call it through a tracked provider");
    private static readonly FixKind Return = new(ReturnKey, "Return the whole result, and let the callers take their part of it");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiscardedUsageRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [Record, Wrap, Return];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (target.Node is not InvocationExpressionSyntax call)
            return [];
        if (kind == Return)
            return ReturnedResult.Edits(call, target.Model, cancellationToken);
        if (TrackingSymbols.For(target.Model.Compilation) is not { } symbols
            || TrackerInScope.Find(target.Model, symbols, call, cancellationToken) is not { } tracker)
            return [];
        return kind == Record
            ? RecordedCall.Edits(call, tracker, target, symbols, cancellationToken)
            : WrappedCall.Edits(call, tracker, target.Model, symbols, cancellationToken);
    }
}
