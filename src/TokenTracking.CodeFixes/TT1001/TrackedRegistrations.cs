using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary>Adds <c>services.TrackAiProviders();</c> after the last registration of a block.</summary>
internal static class TrackedRegistrations
{
    public static IEnumerable<Action<DocumentEdit>> Edits(SyntaxNode registration, FixTarget target)
    {
        if (!target.Diagnostic.Properties.ContainsKey(UntrackedConstructionAnalyzer.Registered))
            yield break;
        var statement = registration.AncestorsAndSelf().OfType<ExpressionStatementSyntax>()
            .LastOrDefault(candidate => candidate.Span.Contains(registration.Span) && IsInBody(candidate));
        if (statement is null || Collection(statement.Expression) is not { } collection)
            yield break;

        var last = LastOnCollection(statement, collection);
        yield return edit =>
        {
            ImportExtension(edit, target.Model, last.SpanStart);
            edit.InsertAfterOnce(last, SyntaxFactory.ParseStatement($"{collection}.{ServiceRegistration.TrackAiProviders}();"));
        };
    }

    // services or builder.Services: the receiver of the first call in the chain.
    private static ExpressionSyntax? Collection(ExpressionSyntax expression)
    {
        ExpressionSyntax? collection = null;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            collection = access.Expression;
            expression = access.Expression;
        }

        return collection?.WithoutTrivia();
    }

    private static ExpressionStatementSyntax LastOnCollection(ExpressionStatementSyntax statement, ExpressionSyntax collection)
    {
        var text = collection.ToString();
        return Siblings(statement).OfType<ExpressionStatementSyntax>()
            .Where(sibling => sibling.SpanStart >= statement.SpanStart && Collection(sibling.Expression)?.ToString() == text)
            .LastOrDefault() ?? statement;
    }

    private static IEnumerable<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }
            => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement),
        _ => [statement],
    };

    private static bool IsInBody(StatementSyntax statement) => statement.Parent is BlockSyntax or GlobalStatementSyntax;

    private static void ImportExtension(DocumentEdit edit, SemanticModel model, int position)
    {
        var extension = model.Compilation.GetSymbolsWithName(ServiceRegistration.TrackAiProviders, SymbolFilter.Member)
            .OfType<IMethodSymbol>().FirstOrDefault();
        if (extension is { ContainingNamespace: { IsGlobalNamespace: false } space }
            && !model.LookupNamespacesAndTypes(position, name: extension.ContainingType.Name)
            .Contains(extension.ContainingType, SymbolEqualityComparer.Default))
            edit.Import(space.ToDisplayString());
    }
}
