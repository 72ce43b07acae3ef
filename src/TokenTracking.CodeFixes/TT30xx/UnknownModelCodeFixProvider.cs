using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;

namespace TokenTracking.CodeFixes.TT30xx;

/// <summary>TT3001: replaces the name with the most similar one in the price table.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownModelCodeFixProvider)), Shared]
public sealed class UnknownModelCodeFixProvider() : DocumentCodeFixProvider(
    UnknownModelRule.Id,
    Fix.On<LiteralExpressionSyntax>(UseNearestKey, "Use the most similar model name in the price table", UseNearest))
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string UseNearestKey = "TT3001.UseNearest";

    private static IEnumerable<Action<DocumentEdit>> UseNearest(LiteralExpressionSyntax literal, FixTarget target)
        => target.Diagnostic.Properties.TryGetValue(ModelNameAnalyzer.Nearest, out var nearest)
            ? [edit => edit.Replace(literal, current => SyntaxFactory.LiteralExpression(
                SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(nearest!)).WithTriviaFrom(current))]
            : [];
}
