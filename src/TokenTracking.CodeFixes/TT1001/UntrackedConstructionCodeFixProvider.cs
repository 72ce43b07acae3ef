using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT1001;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary>TT1001: creates the provider with the factory, wraps it with the tracker that is in scope, or decorates its
/// registration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntrackedConstructionCodeFixProvider)), Shared]
public sealed class UntrackedConstructionCodeFixProvider() : DocumentCodeFixProvider(
    UntrackedConstructionRule.Id,
    Fix.On<SyntaxNode>(TrackRegistrationsKey, "Decorate the registrations with TrackAiProviders", TrackedRegistrations.Edits),
    OnConstruction(UseFactoryKey, "Create it with LlmFactory, which tracks it", FactoryCall.Edits),
    OnConstruction(WrapKey, "Wrap it with token tracking", TrackingWrapper.Edits))
{
    /// <summary>The equivalence key of the fix that creates the provider with <c>LlmFactory</c>.</summary>
    public const string UseFactoryKey = "TT1001.UseFactory";

    /// <summary>The equivalence key of the fix that calls <c>WithTokenTracking</c>.</summary>
    public const string WrapKey = "TT1001.Wrap";

    /// <summary>The equivalence key of the fix that decorates registrations with <c>TrackAiProviders</c>.</summary>
    public const string TrackRegistrationsKey = "TT1001.TrackRegistrations";

    // What the container constructs has no expression in the code that could be replaced.
    private static Fix OnConstruction(
        string key, string title, Func<ExpressionSyntax, FixTarget, IEnumerable<Action<DocumentEdit>>> edits)
        => Fix.On<ExpressionSyntax>(key, title, (construction, target)
            => target.Diagnostic.Properties[UntrackedConstructionAnalyzer.By] == UntrackedConstructionAnalyzer.Container
                ? []
                : edits(construction, target));
}
