using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.TT2001;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT2002;

namespace TokenTracking.CodeFixes.TT2002;

/// <summary>TT2002: puts <c>TokenTrackingHandler</c> under the client that makes the request, where the document shows how it is
/// made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RawHttpCallCodeFixProvider)), Shared]
public sealed class RawHttpCallCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string AddHandlerKey = "TT2002.AddHandler";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RawHttpCallRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [new(AddHandlerKey, "Put TokenTrackingHandler under the client")];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
        => target.Node is ExpressionSyntax request && TrackingSymbols.For(target.Model.Compilation) is { } symbols
            ? ClientHandler.Edits(request, target.Model, symbols, cancellationToken)
            : [];
}
