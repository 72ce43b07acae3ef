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
    public static IEnumerable<Action<DocumentEdit>> Edits(ExpressionSyntax construction, FixTarget target)
    {
        if (target.TypeOf(construction) is not { } type
            || Tracked(target.Symbols, type) is not { } tracked
            || target.TrackerAt(construction) is not { } tracker)
            yield break;

        var model = target.Model;
        var name = type.ToMinimalDisplayString(model, construction.SpanStart);
        yield return edit => Wrap(edit, construction, tracker, model, type, name);
        if (DeclaredType.Find(construction, model, target.CancellationToken) is { } declared)
        {
            yield return edit =>
            {
                Wrap(edit, construction, tracker, model, type, name);
                edit.ReplaceOnce(declared, current => DeclaredType.Named(tracked, model, current));
            };
        }
    }

    /// <summary>Calls the generated extension method on an expression.</summary>
    public static InvocationExpressionSyntax Call(ExpressionSyntax provider, ExpressionSyntax tracker)
        => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, provider, SyntaxFactory.IdentifierName(Wrapping.WithTokenTracking)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(tracker))));

    /// <summary>Imports the namespace of the generated extension method, unless it is already in scope.</summary>
    public static void ImportExtension(DocumentEdit edit, SemanticModel model, ITypeSymbol type, int position)
    {
        if (!model.LookupSymbols(position, type, Wrapping.WithTokenTracking, includeReducedExtensionMethods: true).IsEmpty)
            return;
        var extension = model.Compilation.GetSymbolsWithName(Wrapping.WithTokenTracking, SymbolFilter.Member).OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.ReduceExtensionMethod(type) is not null);
        if (extension is { ContainingNamespace: { IsGlobalNamespace: false } space })
            edit.Import(space.ToDisplayString());
    }

    // For the class of a provider, for a tracked type that an SDK returns, or for a type parameter that is constrained to a provider.
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

    // new() is target-typed, and there is no target type before a dot.
    private static ExpressionSyntax Explicit(ExpressionSyntax construction, string name)
        => construction is ImplicitObjectCreationExpressionSyntax implicitCreation
            ? SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ParseTypeName(name), implicitCreation.ArgumentList, implicitCreation.Initializer)
            : construction;
}
