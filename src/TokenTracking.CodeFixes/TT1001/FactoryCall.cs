using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary><c>new LlmAbstraction(...)</c> becomes <c>LlmFactory.Create(...)</c>.</summary>
internal static class FactoryCall
{
    private const string Create = nameof(Create);

    public static IEnumerable<Action<DocumentEdit>> Edits(ExpressionSyntax construction, FixTarget target)
    {
        var (_, _, model, symbols, cancellationToken) = target;
        if (construction is not BaseObjectCreationExpressionSyntax { Initializer: null } creation
            || symbols.LlmFactory.Declarations is not [{ } factory, ..]
            || model.GetOperation(creation, cancellationToken) is not IObjectCreationOperation { Type: { } type } operation
            || !symbols.LlmAbstraction.Is(type))
            yield break;

        var tracker = target.TrackerAt(construction);
        foreach (var create in factory.GetMembers(Create).OfType<IMethodSymbol>().Where(static method => method.IsStatic))
        {
            if (Arguments(creation, operation, create, symbols, tracker) is not { } arguments)
                continue;

            yield return edit => Replace(edit, creation, factory, arguments, model);
            if (create.ReturnType is INamedTypeSymbol made && DeclaredType.Find(creation, model, cancellationToken) is { } declared)
            {
                yield return edit =>
                {
                    Replace(edit, creation, factory, arguments, model);
                    edit.ReplaceOnce(declared, current => DeclaredType.Named(made, model, current));
                };
            }
        }
    }

    private static void Replace(
        DocumentEdit edit, BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol factory, ArgumentListSyntax arguments,
        SemanticModel model)
    {
        if (!model.LookupNamespacesAndTypes(creation.SpanStart, name: factory.Name).Contains(factory, SymbolEqualityComparer.Default))
            edit.Import(factory.ContainingNamespace.ToDisplayString());
        edit.Replace(creation, current => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.IdentifierName(factory.Name), SyntaxFactory.IdentifierName(Create)),
            arguments).WithTriviaFrom(current));
    }

    // The arguments of the constructor are passed by name, and with them the tracker that is in scope, if there is one.
    private static ArgumentListSyntax? Arguments(
        BaseObjectCreationExpressionSyntax creation, IObjectCreationOperation operation, IMethodSymbol create, TrackingSymbols symbols,
        ExpressionSyntax? tracker)
    {
        var arguments = new List<ArgumentSyntax>();
        foreach (var argument in creation.ArgumentList?.Arguments ?? default)
        {
            var parameter = operation.Arguments.FirstOrDefault(candidate => candidate.Syntax == argument)?.Parameter;
            if (parameter is null || !create.Parameters.Any(candidate => candidate.Name == parameter.Name))
                return null;
            arguments.Add(Named(argument, parameter.Name));
        }

        if (tracker is not null && create.Parameters.FirstOrDefault(parameter => symbols.Tracker.Includes(parameter.Type)) is { } taking)
            arguments.Add(Named(SyntaxFactory.Argument(tracker), taking.Name));
        return SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
            arguments, Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space),
                Math.Max(0, arguments.Count - 1))));
    }

    private static ArgumentSyntax Named(ArgumentSyntax argument, string name)
        => argument.WithNameColon(SyntaxFactory.NameColon(
            SyntaxFactory.IdentifierName(name), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)));
}
