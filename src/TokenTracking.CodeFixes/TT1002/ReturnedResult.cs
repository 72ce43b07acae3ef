using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1002;

/// <summary>
/// <c>Task&lt;string&gt; AskAsync() => (await provider.CompleteAsync(request)).Text</c> becomes
/// <c>Task&lt;LlmResult&gt; AskAsync() => await provider.CompleteAsync(request)</c>, and its callers read <c>.Text</c>. It is offered only
/// for private methods and local functions, and only if every caller can be changed.
/// </summary>
internal static class ReturnedResult
{
    public static IEnumerable<Action<DocumentEdit>> Edits(InvocationExpressionSyntax call, FixTarget target)
    {
        var (_, _, model, _, cancellationToken) = target;
        if (Function(call) is not { } function
            || model.GetDeclaredSymbol(function, cancellationToken) is not IMethodSymbol method
            || !CallersAreKnown(method)
            || Returns(function) is not [_, ..] returns
            || returns.Select(returned => Part(returned, model, cancellationToken)).ToList() is not [{ } first, ..] parts
            || parts.Any(part => part?.Member != first.Member || !SymbolEqualityComparer.Default.Equals(part.Result, first.Result))
            || !parts.Any(part => LeadsTo(part!.Whole, call, model, cancellationToken))
            || Callers(method, first.Member, model, cancellationToken) is not { } callers)
            yield break;

        var type = ReturnType(function);
        var result = first.Result.ToMinimalDisplayString(model, type.SpanStart);
        yield return edit =>
        {
            edit.ReplaceOnce(TaskArgument(type, method) ?? type, current => SyntaxFactory.ParseTypeName(result)
                .WithTriviaFrom(current).WithAdditionalAnnotations(Simplifier.Annotation));
            foreach (var part in parts)
                edit.ReplaceOnce(part!.Taken, static current => Bare(current.Expression).WithTriviaFrom(current));
            foreach (var caller in callers)
                edit.ReplaceOnce(caller, current => Read(current, first.Member));
        };
    }

    private static SyntaxNode? Function(SyntaxNode call)
        => call.Ancestors().FirstOrDefault(
            static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            is MethodDeclarationSyntax or LocalFunctionStatementSyntax
            ? call.Ancestors().First(static node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            : null;

    private static bool CallersAreKnown(IMethodSymbol method)
        => method is { IsGenericMethod: false, ExplicitInterfaceImplementations.IsEmpty: true, PartialDefinitionPart: null,
            PartialImplementationPart: null }
            && (method.MethodKind == MethodKind.LocalFunction
                || (method.DeclaredAccessibility == Accessibility.Private && method.ContainingType.DeclaringSyntaxReferences.Length == 1));

    private static TypeSyntax ReturnType(SyntaxNode function)
        => function is MethodDeclarationSyntax method ? method.ReturnType : ((LocalFunctionStatementSyntax)function).ReturnType;

    // Task<string> of an asynchronous method: only the type argument changes.
    private static TypeSyntax? TaskArgument(TypeSyntax type, IMethodSymbol method)
        => method.IsAsync && type.DescendantNodesAndSelf().OfType<GenericNameSyntax>()
            .FirstOrDefault() is { TypeArgumentList.Arguments: [{ } argument] } ? argument : null;

    private static List<ExpressionSyntax> Returns(SyntaxNode function)
    {
        var (arrow, body) = function is MethodDeclarationSyntax method
            ? (method.ExpressionBody, method.Body)
            : (((LocalFunctionStatementSyntax)function).ExpressionBody, ((LocalFunctionStatementSyntax)function).Body);
        return arrow is not null
            ? [arrow.Expression]
            : [.. body?.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression).OfType<ExpressionSyntax>() ?? []];
    }

    private static TakenPart? Part(ExpressionSyntax returned, SemanticModel model, CancellationToken cancellationToken)
        => Bare(returned) is MemberAccessExpressionSyntax taken
            && model.GetSymbolInfo(taken, cancellationToken).Symbol is IPropertySymbol
            && model.GetTypeInfo(taken.Expression, cancellationToken).Type is INamedTypeSymbol result
            ? new TakenPart(taken, Bare(taken.Expression), taken.Name.Identifier.ValueText, result)
            : null;

    // The call itself, or a local that was declared with it.
    private static bool LeadsTo(
        ExpressionSyntax whole, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
        => whole.Contains(call)
            || (whole is IdentifierNameSyntax
                && model.GetSymbolInfo(whole, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [{ } declaration] }
                && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && value.Contains(call));

    /// <summary>The expressions whose value changes its type with the method; null if one of the callers cannot be changed.</summary>
    private static List<ExpressionSyntax>? Callers(
        IMethodSymbol method, string member, SemanticModel model, CancellationToken cancellationToken)
    {
        var callers = new List<ExpressionSyntax>();
        foreach (var name in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != method.Name
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, method)
                || name.Ancestors().Any(static node
                => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }))
                continue;
            if (Value(name, method.IsAsync) is not { } value)
                return null;
            // A call that is a statement does not use the result.
            if (value.Parent is not ExpressionStatementSyntax)
                callers.Add(value);
        }

        return callers;
    }

    private static ExpressionSyntax? Value(IdentifierNameSyntax name, bool isAsync)
    {
        ExpressionSyntax target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (target.Parent is not InvocationExpressionSyntax call || call.Expression != target)
            return null;
        if (!isAsync)
            return call;
        var task = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured } ? configured : call;
        if (task.Parent is not AwaitExpressionSyntax awaited)
            return null;
        return awaited.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : awaited;
    }

    private static MemberAccessExpressionSyntax Read(ExpressionSyntax value, string member)
    {
        var bare = value.WithoutTrivia();
        return SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            bare is AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(bare) : bare,
            SyntaxFactory.IdentifierName(member)).WithTriviaFrom(value);
    }

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
        => expression is ParenthesizedExpressionSyntax parenthesized ? Bare(parenthesized.Expression) : expression;

    /// <summary>The part of a result that a method returns.</summary>
    /// <param name="Taken">The whole expression: <c>result.Text</c>.</param>
    /// <param name="Whole">The result: <c>result</c>.</param>
    /// <param name="Member">The name of the part: <c>Text</c>.</param>
    /// <param name="Result">The result's type.</param>
    private sealed record TakenPart(MemberAccessExpressionSyntax Taken, ExpressionSyntax Whole, string Member, INamedTypeSymbol Result);
}
