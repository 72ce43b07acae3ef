using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT1001;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary>TT1001: makes the provider with the factory, wraps it with the tracker that is in scope, or decorates its
/// registration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntrackedConstructionCodeFixProvider)), Shared]
public sealed class UntrackedConstructionCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix that makes the provider with <c>LlmFactory</c>.</summary>
    public const string UseFactoryKey = "TT1001.UseFactory";

    /// <summary>The equivalence key of the fix that calls <c>WithTokenTracking</c>.</summary>
    public const string WrapKey = "TT1001.Wrap";

    /// <summary>The equivalence key of the fix that decorates registrations with <c>TrackAiProviders</c>.</summary>
    public const string TrackRegistrationsKey = "TT1001.TrackRegistrations";

    private static readonly FixKind TrackRegistrations = new(TrackRegistrationsKey, "Decorate the registrations with TrackAiProviders");
    private static readonly FixKind UseFactory = new(UseFactoryKey, "Create it tracked with LlmFactory");
    private static readonly FixKind Wrap = new(WrapKey, "Wrap it with token tracking");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UntrackedConstructionRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [TrackRegistrations, UseFactory, Wrap];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (kind == TrackRegistrations)
        {
            return target.Diagnostic.Properties.ContainsKey(UntrackedConstructionAnalyzer.Registered)
                ? TrackedRegistrations.Edits(target.Node, target.Model)
                : [];
        }

        if (target.Diagnostic.Properties[UntrackedConstructionAnalyzer.By] == UntrackedConstructionAnalyzer.Container
            || target.Node is not ExpressionSyntax construction
            || TrackingSymbols.For(target.Model.Compilation) is not { } symbols)
            return [];
        return kind == UseFactory
            ? FactoryCall.Edits(construction, target.Model, symbols, cancellationToken)
            : TrackingWrapper.Edits(construction, target.Model, symbols, cancellationToken);
    }
}
