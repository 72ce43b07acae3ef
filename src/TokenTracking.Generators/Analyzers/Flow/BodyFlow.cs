using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// One body with its lambdas and local functions: the definitions of its variables, the places that read them, and the definitions that
/// reach a read. It is created once per body for all rules; the control flow graph is created only if the order of several definitions
/// matters.
/// </summary>
internal sealed class BodyFlow
{
    private static readonly ConditionalWeakTable<IOperation, BodyFlow> PerRoot = new();

    private readonly IOperation _root;
    private readonly BodyIndex _index;
    private readonly ConcurrentDictionary<IOperation, Reached> _reached = new();
    private readonly ConcurrentDictionary<ISymbol, Readers> _readers = new(SymbolEqualityComparer.Default);
    private FunctionGraphs? _graphs;

    private BodyFlow(IOperation root)
    {
        _root = root;
        _index = new BodyIndex(root);
    }

    /// <summary>The flow of the body (or initializer) that contains an operation.</summary>
    public static BodyFlow Of(IOperation operation) => PerRoot.GetValue(OperationWalk.Root(operation), static root => new BodyFlow(root));

    /// <summary>The values that a function returns: the body itself, or the lambda or local function.</summary>
    /// <param name="function">The operation of the lambda or local function; null for the body.</param>
    public IReadOnlyList<IReturnOperation> Returns(IOperation? function) => _index.Returns(function?.Syntax);

    /// <summary>The calls and method groups of a local function in this body.</summary>
    public IReadOnlyList<IOperation> UsesOf(IMethodSymbol localFunction) => _index.UsesOf(localFunction);

    /// <summary>The operation that declares a local function of this body.</summary>
    public ILocalFunctionOperation? Declaration(IMethodSymbol localFunction) => _index.Declaration(localFunction);

    /// <summary>The places that read a local or parameter, including those that also write to it.</summary>
    public IReadOnlyList<IOperation> ReadsOf(ISymbol variable) => _index.Find(variable)?.Reads ?? [];

    /// <summary>All definitions of a local or parameter in this body.</summary>
    public IReadOnlyList<Definition> DefinitionsOf(ISymbol variable) => _index.Find(variable)?.Definitions ?? [];

    /// <summary>All definitions by one operation.</summary>
    public IReadOnlyList<Definition> DefinitionsAt(IOperation write) => _index.DefinitionsAt(write);

    /// <summary>The definitions that reach a reference to a local or parameter.</summary>
    public Reached Reaching(IOperation reference, ISymbol variable, CancellationToken cancellationToken)
        => _reached.TryGetValue(reference, out var reached) ? reached : _reached[reference] = Find(reference, variable, cancellationToken);

    /// <summary>The reads that a definition reaches.</summary>
    public IReadOnlyList<IOperation> ReadsReached(Definition definition, CancellationToken cancellationToken)
    {
        var variable = definition.Variable;
        if (!_readers.TryGetValue(variable, out var readers))
        {
            _readers[variable] = readers = new Readers(
                ReadsOf(variable).Select(read => (read, Reaching(read, variable, cancellationToken))));
        }

        return readers.Of(definition);
    }

    private Reached Find(IOperation reference, ISymbol variable, CancellationToken cancellationToken)
    {
        if (_index.Find(variable) is not { } written)
            return Reached.Of([], variable is IParameterSymbol);
        var isParameter = variable is IParameterSymbol;

        if (written.Aliases.Count > 0)
            return written.Everything(() => _index.WithAliases(variable).SelectMany(static name => name.Definitions), isParameter);

        // Definite assignment: the only definition of a local reaches every read.
        if (written.Definitions.Count == 0 || (written.Definitions.Count == 1 && !isParameter))
            return written.Everything(() => written.Definitions, isParameter);
        var function = BodyIndex.FunctionAround(reference);
        var graphs = Graphs(cancellationToken);
        if (graphs.Of(function?.Syntax, cancellationToken) is not { } graph)
            return written.Everything(() => written.Definitions, isParameter);
        var position = graph.PositionOfRead(reference.Syntax);

        // A nested function can run at any time: all other functions see what it writes, and it sees what they write.
        var declaring = _index.DeclaringFunction(variable);
        if (position < 0 || declaring != function?.Syntax)
            return written.Everything(() => written.Definitions, isParameter);
        return written.Placed(function?.Syntax, graph).At(position, cancellationToken);
    }

    private FunctionGraphs Graphs(CancellationToken cancellationToken)
        => _graphs ?? Interlocked.CompareExchange(ref _graphs, new FunctionGraphs(_root, _index, cancellationToken), null) ?? _graphs;
}

/// <summary>The control flow graphs of a body: its own, and those of its lambdas and local functions.</summary>
internal sealed class FunctionGraphs
{
    private readonly ConcurrentDictionary<SyntaxNode, FunctionGraph?> _inner = new();
    private readonly BodyIndex _index;
    private readonly FunctionGraph? _whole;

    public FunctionGraphs(IOperation root, BodyIndex index, CancellationToken cancellationToken)
    {
        _index = index;
        _whole = Create(root, cancellationToken) is { } graph ? new FunctionGraph(graph, cancellationToken) : null;
    }

    /// <summary>The graph of the function that some syntax declares, or of the body; null if there is none.</summary>
    public FunctionGraph? Of(SyntaxNode? function, CancellationToken cancellationToken)
    {
        if (function is null)
            return _whole;
        if (_inner.TryGetValue(function, out var known))
            return known;

        // From the outside to the inside, without recursion.
        var chain = new Stack<IOperation>();
        for (var current = _index.Function(function); current is not null; current = BodyIndex.FunctionAround(current))
            chain.Push(current);
        var graph = _whole;
        while (graph is not null && chain.Count > 0)
        {
            var inner = chain.Pop();
            var outer = graph;
            graph = _inner.GetOrAdd(inner.Syntax, _ => Inside(outer, inner, cancellationToken));
        }

        return graph;
    }

    private static FunctionGraph? Inside(FunctionGraph outer, IOperation function, CancellationToken cancellationToken) => function switch
    {
        ILocalFunctionOperation local when outer.Graph.LocalFunctions.Contains(local.Symbol)
            => new FunctionGraph(outer.Graph.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken), cancellationToken),
        IAnonymousFunctionOperation when outer.Lambdas.TryGetValue(function.Syntax, out var lambda)
            => new FunctionGraph(outer.Graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken), cancellationToken),
        _ => null,
    };

    private static ControlFlowGraph? Create(IOperation root, CancellationToken cancellationToken) => root switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method, cancellationToken),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancellationToken),
        IBlockOperation block => ControlFlowGraph.Create(block, cancellationToken),
        IFieldInitializerOperation field => ControlFlowGraph.Create(field, cancellationToken),
        IPropertyInitializerOperation property => ControlFlowGraph.Create(property, cancellationToken),
        IParameterInitializerOperation parameter => ControlFlowGraph.Create(parameter, cancellationToken),
        _ => null,
    };
}
