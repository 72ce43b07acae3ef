using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>Follows a local that is assigned several times along the paths of its method: does a value reach a reading, or is it
/// overwritten first?</summary>
internal static class Overwriting
{
    /// <summary>True if no path leads from the assignment to one of the readings before the local is assigned again.</summary>
    /// <param name="local">The local.</param>
    /// <param name="assignment">The operation that gives it the value in question.</param>
    /// <param name="keepers">The readings that would keep the usage.</param>
    public static bool LosesValue(ILocalSymbol local, IOperation assignment, IReadOnlyCollection<IOperation> keepers)
    {
        // An exception may leave a try at any of its operations: whoever reads in a handler is taken to read this value.
        if (IsInNestedFunction(assignment) || keepers.Any(IsInNestedFunction)
            || keepers.Any(IsInHandler) || Graph(OperationWalk.Root(assignment)) is not { } graph)
            return false;

        var readings = new HashSet<SyntaxNode>(keepers.Select(static keeper => keeper.Syntax));
        foreach (var block in graph.Blocks)
        {
            var operations = Operations(block).ToList();
            var start = operations.FindIndex(
                operation => Assigns(operation, local) && operation.Syntax.Span.Contains(assignment.Syntax.Span));
            if (start >= 0)
                return !Reaches(local, readings, block, operations.Skip(start + 1));
        }

        return false;
    }

    private static bool Reaches(ILocalSymbol local, HashSet<SyntaxNode> readings, BasicBlock first, IEnumerable<IOperation> rest)
    {
        var seen = new HashSet<BasicBlock>();
        var pending = new Stack<(BasicBlock Block, IEnumerable<IOperation> Operations)>();
        pending.Push((first, rest));
        while (pending.Count > 0)
        {
            var (block, operations) = pending.Pop();
            var isOverwritten = false;
            foreach (var operation in operations)
            {
                if (operation.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation read && readings.Contains(read.Syntax)
                    && SymbolEqualityComparer.Default.Equals(read.Local, local)))
                    return true;
                if (Assigns(operation, local))
                {
                    isOverwritten = true;
                    break;
                }
            }

            if (isOverwritten)
                continue;
            foreach (var next in Successors(block).Where(seen.Add))
                pending.Push((next, Operations(next)));
        }

        return false;
    }

    private static IEnumerable<IOperation> Operations(BasicBlock block)
        => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;

    private static IEnumerable<BasicBlock> Successors(BasicBlock block)
    {
        if (block.FallThroughSuccessor?.Destination is { } next)
            yield return next;
        if (block.ConditionalSuccessor?.Destination is { } other)
            yield return other;
    }

    // Where what is assigned takes several steps to make, the graph holds the local in a capture: its syntax is the local's name still.
    private static bool Assigns(IOperation operation, ILocalSymbol local)
        => (operation is IExpressionStatementOperation statement
            ? statement.Operation
            : operation) is ISimpleAssignmentOperation { Target: var target }
            && (target switch
            {
                ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, local),
                IFlowCaptureReferenceOperation { Syntax: IdentifierNameSyntax name } => name.Identifier.ValueText == local.Name,
                _ => false,
            });

    private static bool IsInNestedFunction(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static bool IsInHandler(IOperation operation)
        => operation.Syntax.Ancestors().Any(static ancestor => ancestor is CatchClauseSyntax or FinallyClauseSyntax);

    private static ControlFlowGraph? Graph(IOperation root) => root switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
        _ => null,
    };
}
