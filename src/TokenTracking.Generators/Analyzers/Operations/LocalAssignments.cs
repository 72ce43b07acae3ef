using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>What a local may hold where it is read: the values of all paths that lead there, without those that were overwritten
/// before.</summary>
internal static class LocalAssignments
{
    /// <summary>The values, or the operations that write them where they are not plain: <c>+=</c>, deconstructions, loops, patterns and out
    /// arguments.</summary>
    public static IEnumerable<IOperation> At(ILocalReferenceOperation read)
    {
        var reaching = new List<(SyntaxNode Place, IOperation Value)>();
        foreach (var (place, value, overwrites) in Writes(read.Local, OperationWalk.Root(read)))
        {
            if (!Reaches(place, read.Syntax))
                continue;
            if (overwrites && IsPassedOnTheWay(place, read.Syntax))
                reaching.RemoveAll(earlier => earlier.Place.SpanStart < place.SpanStart);
            reaching.Add((place, value));
        }

        return reaching.Select(static write => write.Value);
    }

    private static IEnumerable<(SyntaxNode Place, IOperation Value, bool Overwrites)> Writes(ILocalSymbol local, IOperation root)
    {
        bool Is(IOperation? target)
            => target is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var declared,
                    Initializer.Value: { } initial } when SymbolEqualityComparer.Default.Equals(declared, local):
                    yield return (operation.Syntax, initial, true);
                    break;
                case ISimpleAssignmentOperation { Target: var target, Value: { } value } when Is(target):
                    yield return (operation.Syntax, value, true);
                    break;
                case ICoalesceAssignmentOperation { Target: var target, Value: { } value } when Is(target):
                    yield return (operation.Syntax, value, false);
                    break;
                case ICompoundAssignmentOperation { Target: var target } when Is(target):
                    yield return (operation.Syntax, operation, true);
                    break;
                case IDeconstructionAssignmentOperation { Target: var target } when target.DescendantsAndSelf().Any(Is):
                    yield return (operation.Syntax, operation, true);
                    break;
                case IForEachLoopOperation loop when loop.Locals.Contains(local, SymbolEqualityComparer.Default):
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation {
                    DeclaredSymbol: { } named } } when SymbolEqualityComparer.Default.Equals(named, local):
                case IIsPatternOperation { Pattern: IRecursivePatternOperation {
                    DeclaredSymbol: { } bound } } when SymbolEqualityComparer.Default.Equals(bound, local):
                    yield return (operation.Syntax, operation, false);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out, Value: var target } when target.DescendantsAndSelf().Any(Is):
                    yield return (operation.Syntax, operation, false);
                    break;
            }
        }
    }

    // Before the read, or in a loop around both; in another function at any time.
    private static bool Reaches(SyntaxNode write, SyntaxNode read)
        => Function(write) != Function(read)
            || (write.Span.End <= read.SpanStart
            || write is ForEachStatementSyntax or ForEachVariableStatementSyntax && write.Span.Contains(read.Span))
            || read.Ancestors()
            .Any(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                && node.Span.Contains(write.Span) && !write.Span.Contains(read.Span));

    // A statement of a block around the read that stands before it.
    private static bool IsPassedOnTheWay(SyntaxNode write, SyntaxNode read)
        => write.Span.End <= read.SpanStart && Function(write) == Function(read)
            && write.FirstAncestorOrSelf<StatementSyntax>() is { Parent: { } parent } statement
            && (statement is LocalDeclarationStatementSyntax
            || statement is ExpressionStatementSyntax { Expression: var whole } && whole == write)
            && (parent is GlobalStatementSyntax ? parent.Parent : parent) is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax
            && (parent is GlobalStatementSyntax ? parent.Parent! : parent).Span.Contains(read.Span);

    private static SyntaxNode? Function(SyntaxNode node) => node.Ancestors()
        .FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
