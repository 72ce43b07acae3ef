using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>What becomes of a model's name that a local or a field holds. Asked only about names that there is something to say of.</summary>
internal static class ModelUses
{
    /// <summary>True where the literal of a field is judged where it stands, so that a use has nothing to say: an analyzer of one file reports in no other.</summary>
    public static bool IsJudgedAtHome(IFieldSymbol field, string text)
        => !field.DeclaringSyntaxReferences.IsEmpty && (field.DeclaredAccessibility == Accessibility.Private || IsSought(field, text));

    /// <summary>True for a field whose text is judged whoever may use it.</summary>
    public static bool IsSought(IFieldSymbol field, string text)
        => ModelSites.IsCalledModel(field.Name) || ModelNames.IsOfAProvider(text) || ModelNames.IsNearlyOfAProvider(text);

    /// <summary>What the uses of a field take it for: somebody's own where one does, else the surest.</summary>
    public static ModelSite Of(TrackingSymbols symbols, IFieldSymbol field, IOperation declaration, CancellationToken cancellationToken)
    {
        var site = ModelSite.None;
        foreach (var use in ReferencesTo(field, declaration, cancellationToken))
        {
            var taken = Of(symbols, use.Operation, use.Member);
            if (taken == ModelSite.Own)
                return taken;
            if (taken > site)
                site = taken;
        }

        return site;
    }

    /// <summary>What the uses of a local take it for, in the order of the code; nothing for those that do something else with it.</summary>
    public static IEnumerable<(ILocalReferenceOperation Use, ModelSite Site)> Of(TrackingSymbols symbols, ILocalSymbol local, IOperation within, ISymbol member)
        => OperationWalk.ReadsOf(local, OperationWalk.Root(within)).OrderBy(static use => use.Syntax.SpanStart)
            .Select(use => (use, ModelTexts.TakerOf(use) is { } taker ? ModelSites.Of(symbols, taker, member) : ModelSite.None))
            .Where(static use => use.Item2 != ModelSite.None);

    private static ModelSite Of(TrackingSymbols symbols, IOperation use, ISymbol member)
    {
        if (ModelTexts.TakerOf(use) is not { } taker)
            return ModelSite.None;
        if (taker is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            return Of(symbols, local, use, member).Select(static later => later.Site).DefaultIfEmpty(ModelSite.None).Max();
        return ModelSites.Of(symbols, taker, member);
    }

    private static IEnumerable<(IOperation Operation, ISymbol Member)> ReferencesTo(IFieldSymbol field, IOperation declaration, CancellationToken cancellationToken)
    {
        if (declaration.SemanticModel is not { Compilation: var compilation } own)
            yield break;
        var trees = field.DeclaredAccessibility == Accessibility.Private
            ? field.ContainingType.DeclaringSyntaxReferences.Select(static part => part.SyntaxTree).Distinct()
            : compilation.SyntaxTrees.Where(tree => tree.GetText(cancellationToken).ToString().IndexOf(field.Name, StringComparison.Ordinal) >= 0);
        foreach (var tree in trees)
        {
            var model = tree == own.SyntaxTree ? own : compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != field.Name)
                    continue;
                ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (model.GetOperation(expression, cancellationToken) is IFieldReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Field, field))
                    yield return (use, model.GetEnclosingSymbol(name.SpanStart, cancellationToken) ?? field);
            }
        }
    }
}
