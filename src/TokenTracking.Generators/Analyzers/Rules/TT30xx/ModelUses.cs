using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The uses of a model name in a local or a field. Only computed for names that would be reported.</summary>
internal static class ModelUses
{
    /// <summary>True if the literal of a field is reported at its declaration, so that its uses are not reported: an analyzer of one file
    /// reports in no other file.</summary>
    public static bool IsJudgedAtHome(IFieldSymbol field, string text)
        => !field.DeclaringSyntaxReferences.IsEmpty && (field.DeclaredAccessibility == Accessibility.Private || IsSought(field, text));

    /// <summary>True for a field whose text is checked regardless of its uses.</summary>
    public static bool IsSought(IFieldSymbol field, string text)
        => ModelSites.IsCalledModel(field.Name) || ModelNames.IsOfAProvider(text) || ModelNames.IsNearlyOfAProvider(text);

    /// <summary>The classification of a field by its uses: user-defined if one of them is; otherwise, the most certain one.</summary>
    public static ModelSite Of(TrackingSymbols symbols, IFieldSymbol field, IOperation declaration, CancellationToken cancellationToken)
    {
        var site = ModelSite.None;
        foreach (var use in ReferencesTo(field, declaration, cancellationToken))
        {
            var taken = Of(symbols, use.Operation, use.Member, cancellationToken);
            if (taken == ModelSite.Own)
                return taken;
            if (taken > site)
                site = taken;
        }

        return site;
    }

    /// <summary>True if a use of the local shows that it is a model, or that it is not.</summary>
    public static bool IsTaken(
        TrackingSymbols symbols, ILocalSymbol local, IOperation within, ISymbol member, CancellationToken cancellationToken)
        => BodyFlow.Of(within).ReadsOf(local).Any(read => Of(symbols, read, member, cancellationToken) != ModelSite.None);

    /// <summary>True if a text is reported where it is declared, so that its other uses are not reported.</summary>
    /// <param name="symbols">The symbols of the compilation.</param>
    /// <param name="text">The text.</param>
    /// <param name="member">The member in which it stands; null if that is to be found.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool IsJudgedWhereItIs(
        TrackingSymbols symbols, ModelText text, ISymbol? member, CancellationToken cancellationToken)
    {
        if (text.Source is IFieldReferenceOperation { Field: var constant })
            return IsJudgedAtHome(constant, text.Text);
        if (ModelTexts.TakerOf(text.Source) is not { } taker)
            return false;
        if (taker is IFieldInitializerOperation { InitializedFields: [var field, ..] })
            return IsJudgedAtHome(field, text.Text) && (field.IsConst || field.IsReadOnly || ModelSites.IsCalledModel(field.Name));
        member ??= text.Source.SemanticModel?.GetEnclosingSymbol(text.Source.Syntax.SpanStart, cancellationToken);
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            member = member.ContainingSymbol;
        return member is not null && ModelSites.Of(symbols, taker, member) != ModelSite.None;
    }

    // The most certain classification of the value on any path; user-defined if it is on one of them.
    private static ModelSite Of(TrackingSymbols symbols, IOperation use, ISymbol member, CancellationToken cancellationToken)
    {
        var site = ModelSite.None;
        var isOwn = false;
        Uses.Of(
            use,
            place =>
            {
                if (place.Parent is not { } taker || ModelSites.ValueGiven(taker) != place
                    || ModelSites.Of(symbols, taker, member) is var taken && taken is ModelSite.None)
                    return null;
                isOwn |= taken == ModelSite.Own;
                site = taken > site ? taken : site;
                return [];
            },
            cancellationToken);
        return isOwn ? ModelSite.Own : site;
    }

    private static IEnumerable<(IOperation Operation, ISymbol Member)> ReferencesTo(
        IFieldSymbol field, IOperation declaration, CancellationToken cancellationToken)
    {
        if (declaration.SemanticModel is not { Compilation: var compilation })
            yield break;
        var members = MemberFlow.Of(compilation);
        var trees = field.DeclaredAccessibility == Accessibility.Private
            ? field.ContainingType.DeclaringSyntaxReferences.Select(static part => part.SyntaxTree).Distinct()
            : compilation.SyntaxTrees.Where(
                tree => tree.GetText(cancellationToken).ToString().IndexOf(field.Name, StringComparison.Ordinal) >= 0);
        foreach (var tree in trees)
        {
            foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != field.Name)
                    continue;
                ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (members.OperationOf(expression, cancellationToken) is IFieldReferenceOperation use
                    && SymbolEqualityComparer.Default.Equals(use.Field, field))
                    yield return (use, use.SemanticModel?.GetEnclosingSymbol(name.SpanStart, cancellationToken) ?? field);
            }
        }
    }
}
