using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.Usage;
using TokenTracking.Generators.Analyzers;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.CodeFixes;

/// <summary>TT1002: lets the tracker that is in scope make the call, or wraps the provider that makes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedUsageCodeFixProvider)), Shared]
public sealed class DiscardedUsageCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix that records the call with <c>TrackAsync</c>.</summary>
    public const string RecordKey = "TT1002.Record";

    /// <summary>The equivalence key of the fix that makes the call through <c>WithTokenTracking</c>.</summary>
    public const string WrapKey = "TT1002.Wrap";

    private static readonly FixKind Record = new(RecordKey, "Record the usage with the tracker");
    private static readonly FixKind Wrap = new(WrapKey, "Call it through a tracked provider");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.DiscardedUsageId];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [Record, Wrap];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (target.Node is not InvocationExpressionSyntax call
            || TrackingSymbols.For(target.Model.Compilation) is not { } symbols
            || TrackerInScope.Find(target.Model, symbols, call, cancellationToken) is not { } tracker)
            return [];
        return kind == Record
            ? RecordedCall.Edits(call, tracker, target, symbols, cancellationToken)
            : WrappedCall.Edits(call, tracker, target.Model, symbols, cancellationToken);
    }
}
