using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>What a method or a property of this compilation returns: a team's own factory.</summary>
internal static class ReturnedValues
{
    /// <summary>Every value that the member returns; null where another may stand in its place, or its body is not to be seen.</summary>
    public static IReadOnlyList<IOperation>? By(IMethodSymbol? method, IOperation from)
    {
        if (method is not { IsAbstract: false, IsVirtual: false, IsOverride: false, OriginalDefinition.DeclaringSyntaxReferences: [{ } declared] } || from.SemanticModel is not { } own
            || !own.Compilation.ContainsSyntaxTree(declared.SyntaxTree))
            return null;
        var body = declared.GetSyntax();
        var model = own.SyntaxTree == body.SyntaxTree ? own : own.Compilation.GetSemanticModel(body.SyntaxTree);
        var values = new List<IOperation>();
        foreach (var node in body.DescendantNodes(inner => inner == body || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            var value = node switch
            {
                ReturnStatementSyntax { Expression: { } returned } => returned,
                ArrowExpressionClauseSyntax { Expression: { } returned } when node.Parent == body => returned,
                _ => null,
            };
            if (value is null && node is not ArrowExpressionClauseSyntax)
                continue;
            if (value is null || model.GetOperation(value) is not { } operation)
                return null;
            values.Add(operation);
        }

        // An expression-bodied property declares its arrow as the getter.
        if (body is ArrowExpressionClauseSyntax { Expression: { } only } && model.GetOperation(only) is { } got)
            values.Add(got);
        return values;
    }
}
