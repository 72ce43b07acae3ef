using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// The control flow graph of one body, lambda or local function, with its operations numbered in execution order. The operations of a graph
/// are not the same objects as those of the semantic model; they are matched by syntax.
/// </summary>
internal sealed class FunctionGraph
{
    private readonly Dictionary<SyntaxNode, int> _reads = [];
    private readonly Dictionary<SyntaxNode, int> _writes = [];
    private readonly int[] _starts;

    public FunctionGraph(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        Graph = graph;
        Finally = new FinallyPaths(graph);
        _starts = new int[graph.Blocks.Length + 1];
        var next = 0;
        foreach (var block in graph.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _starts[block.Ordinal] = next;
            foreach (var operation in block.Operations)
                next = Number(operation, next);
            if (block.BranchValue is { } value)
                next = Number(value, next);
        }

        _starts[graph.Blocks.Length] = next;
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>The steps backwards through the blocks.</summary>
    public FinallyPaths Finally { get; }

    /// <summary>The graphs of the lambdas inside this function, by the syntax of the lambda.</summary>
    public Dictionary<SyntaxNode, IFlowAnonymousFunctionOperation> Lambdas { get; } = [];

    /// <summary>The number of the operation that reads a variable; -1 if the graph does not contain it.</summary>
    public int PositionOfRead(SyntaxNode syntax) => _reads.TryGetValue(syntax, out var position) ? position : -1;

    /// <summary>The number of the operation that writes; -1 if the graph does not contain it.</summary>
    public int PositionOfWrite(SyntaxNode syntax) => _writes.TryGetValue(syntax, out var position) ? position : -1;

    /// <summary>The number of the first operation of a block.</summary>
    public int Start(int block) => _starts[block];

    /// <summary>The number of the last operation of a block, plus one.</summary>
    public int End(int block) => _starts[block + 1];

    /// <summary>The block that contains an operation.</summary>
    public int BlockAt(int position)
    {
        var (low, high) = (0, _starts.Length - 2);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_starts[middle] <= position)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    // Operands before the operation: the reverse of a traversal that visits an operation before its operands, the last operand first.
    private int Number(IOperation whole, int next)
    {
        var reversed = new List<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(whole);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            reversed.Add(operation);
            foreach (var operand in operation.ChildOperations)
                open.Push(operand);
        }

        for (var i = reversed.Count - 1; i >= 0; i--, next++)
        {
            switch (reversed[i])
            {
                case IFlowCaptureOperation or IFlowCaptureReferenceOperation:
                    // A capture refers to a value that was computed before.
                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    if (!_reads.ContainsKey(reversed[i].Syntax))
                        _reads.Add(reversed[i].Syntax, next);
                    break;
                case IFlowAnonymousFunctionOperation lambda:
                    Lambdas[lambda.Syntax] = lambda;
                    break;
                default:
                    _writes[reversed[i].Syntax] = next;
                    break;
            }
        }

        return next;
    }
}
