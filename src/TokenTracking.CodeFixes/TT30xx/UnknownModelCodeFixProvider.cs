using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;

namespace TokenTracking.CodeFixes.TT30xx;

/// <summary>TT3001: takes the nearest name that the price table knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownModelCodeFixProvider)), Shared]
public sealed class UnknownModelCodeFixProvider : DocumentCodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string UseNearestKey = "TT3001.UseNearest";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnknownModelRule.Id];

    private protected override ImmutableArray<FixKind> Kinds { get; } = [
        new(UseNearestKey, "Use the nearest model that the price table knows")];

    private protected override IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken)
    {
        if (target.Node is LiteralExpressionSyntax literal
            && target.Diagnostic.Properties.TryGetValue(ModelNameAnalyzer.Nearest, out var nearest))
        {
            yield return edit => edit.Replace(literal, current => SyntaxFactory.LiteralExpression(
                SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(nearest!)).WithTriviaFrom(current));
        }
    }
}
