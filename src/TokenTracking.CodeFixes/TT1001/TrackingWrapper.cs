using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary><c>new AnthropicProvider(...)</c> becomes <c>new AnthropicProvider(...).WithTokenTracking(tracker)</c>.</summary>
internal static class TrackingWrapper
{
    public static IEnumerable<Action<DocumentEdit>> Edits(
        ExpressionSyntax construction, SemanticModel model, TrackingSymbols symbols, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(construction, cancellationToken).Type is not { } type
            || Tracked(symbols, type) is not { } tracked
            || TrackerInScope.Find(model, symbols, construction, cancellationToken) is not { } tracker)
            yield break;

        var name = type.ToMinimalDisplayString(model, construction.SpanStart);
        yield return edit => Wrap(edit, construction, tracker, model, type, name);
        if (DeclaredType.Find(construction, model, cancellationToken) is { } declared)
        {
            yield return edit =>
            {
                Wrap(edit, construction, tracker, model, type, name);
                edit.ReplaceOnce(declared, current => DeclaredType.Named(tracked, model, current));
            };
        }
    }

    /// <summary>Calls the generated extension on an expression, importing the namespace it is in.</summary>
    public static InvocationExpressionSyntax Call(ExpressionSyntax provider, ExpressionSyntax tracker)
        => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, provider, SyntaxFactory.IdentifierName(Wrapping.WithTokenTracking)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(tracker))));

    /// <summary>Imports the namespace of the generated extension where the place does not see it yet.</summary>
    public static void ImportExtension(DocumentEdit edit, SemanticModel model, ITypeSymbol type, int position)
    {
        if (!model.LookupSymbols(position, type, Wrapping.WithTokenTracking, includeReducedExtensionMethods: true).IsEmpty)
            return;
        var extension = model.Compilation.GetSymbolsWithName(Wrapping.WithTokenTracking, SymbolFilter.Member).OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.ReduceExtensionMethod(type) is not null);
        if (extension is { ContainingNamespace: { IsGlobalNamespace: false } space })
            edit.Import(space.ToDisplayString());
    }

    // A provider's class, what an SDK returns for its own client, or a type parameter that is a provider.
    private static INamedTypeSymbol? Tracked(TrackingSymbols symbols, ITypeSymbol type)
        => type is ITypeParameterSymbol { ConstraintTypes: var constraints }
            ? constraints.OfType<INamedTypeSymbol>().FirstOrDefault(symbols.Types.IsOrInheritsTracked)
            : symbols.Types.ImplementedBy(type) ?? (symbols.Types.IsTracked(type) ? type as INamedTypeSymbol : null);

    private static void Wrap(
        DocumentEdit edit, ExpressionSyntax construction, ExpressionSyntax tracker, SemanticModel model, ITypeSymbol type, string name)
    {
        ImportExtension(edit, model, type, construction.SpanStart);
        edit.Replace(construction, current => Call(Explicit(current, name).WithoutTrivia(), tracker).WithTriviaFrom(current));
    }

    // new() takes its type from where it stands, and there is nothing to take it from before a dot.
    private static ExpressionSyntax Explicit(ExpressionSyntax construction, string name)
        => construction is ImplicitObjectCreationExpressionSyntax implicitCreation
            ? SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ParseTypeName(name), implicitCreation.ArgumentList, implicitCreation.Initializer)
            : construction;
}
