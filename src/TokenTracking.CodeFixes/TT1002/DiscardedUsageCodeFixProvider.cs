using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1002;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary>TT1002: makes the call with the tracker that is in scope, wraps the provider, or returns the whole result.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedUsageCodeFixProvider)), Shared]
public sealed class DiscardedUsageCodeFixProvider() : DocumentCodeFixProvider(
    DiscardedUsageRule.Id,
    Fix.On<InvocationExpressionSyntax>(RecordKey, "Record the usage with the tracker", RecordedCall.Edits),
    Fix.On<InvocationExpressionSyntax>(WrapKey, "Make the call through a tracked provider", WrappedCall.Edits),
    Fix.On<InvocationExpressionSyntax>(ReturnKey, "Return the whole result and update the callers", ReturnedResult.Edits))
{
    /// <summary>The equivalence key of the fix that records the call with <c>TrackAsync</c>.</summary>
    public const string RecordKey = "TT1002.Record";

    /// <summary>The equivalence key of the fix that makes the call through <c>WithTokenTracking</c>.</summary>
    public const string WrapKey = "TT1002.Wrap";

    /// <summary>The equivalence key of the fix that returns the whole result instead of a part of it.</summary>
    public const string ReturnKey = "TT1002.ReturnResult";
}
