using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The result of one walk through a body: the variables with their definitions and reads, the functions and what they
/// return.</summary>
internal sealed class BodyIndex
{
    private readonly Dictionary<ISymbol, FlowVariable> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, SyntaxNode?> _declaring = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, IOperation> _functions = [];
    private readonly Dictionary<IOperation, List<Definition>> _at = [];
    private readonly Dictionary<SyntaxNode, List<IReturnOperation>> _returns = [];
    private readonly List<IReturnOperation> _bodyReturns = [];
    private readonly Dictionary<ISymbol, List<IOperation>> _uses = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ILocalFunctionOperation> _localFunctions = new(SymbolEqualityComparer.Default);

    public BodyIndex(IOperation root)
    {
        // In the order of the code: the last child is pushed last.
        var open = new Stack<(IOperation Operation, SyntaxNode? Function)>();
        open.Push((root, null));
        while (open.Count > 0)
        {
            var (operation, function) = open.Pop();
            Read(operation, function);
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
                function = operation.Syntax;
            foreach (var child in operation.ChildOperations.Reverse())
                open.Push((child, function));
        }
    }

    public FlowVariable? Find(ISymbol variable) => _variables.TryGetValue(variable, out var found) ? found : null;

    /// <summary>The variable and its aliases.</summary>
    public IEnumerable<FlowVariable> WithAliases(ISymbol variable)
    {
        var names = new List<ISymbol> { variable };
        var known = new HashSet<ISymbol>(names, SymbolEqualityComparer.Default);
        for (var i = 0; i < names.Count; i++)
        {
            if (Find(names[i]) is not { } found)
                continue;
            names.AddRange(found.Aliases.Where(known.Add));
            yield return found;
        }
    }

    /// <summary>The function that declares a variable; null for the body, and for what is declared outside it.</summary>
    public SyntaxNode? DeclaringFunction(ISymbol variable)
        => _declaring.TryGetValue(variable, out var function) ? function
            : variable.ContainingSymbol is IMethodSymbol method && _localFunctions.TryGetValue(method, out var local) ? local.Syntax
            : variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }
                && variable.ContainingSymbol.DeclaringSyntaxReferences is [{ } reference] && _functions.ContainsKey(reference.GetSyntax())
                ? reference.GetSyntax()
            : null;

    public IReadOnlyList<Definition> DefinitionsAt(IOperation write) => _at.TryGetValue(write, out var found) ? found : [];

    public IOperation? Function(SyntaxNode syntax) => _functions.TryGetValue(syntax, out var function) ? function : null;

    public IReadOnlyList<IReturnOperation> Returns(SyntaxNode? function)
        => function is null ? _bodyReturns : _returns.TryGetValue(function, out var returns) ? returns : [];

    public IReadOnlyList<IOperation> UsesOf(IMethodSymbol function)
        => _uses.TryGetValue(function.OriginalDefinition, out var uses) ? uses : [];

    public ILocalFunctionOperation? Declaration(IMethodSymbol function)
        => _localFunctions.TryGetValue(function.OriginalDefinition, out var declaration) ? declaration : null;

    /// <summary>The lambda or local function around an operation; null for none.</summary>
    public static IOperation? FunctionAround(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = current.Parent;
        return current;
    }

    private void Read(IOperation operation, SyntaxNode? function)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                _declaring[declarator.Symbol] = function;
                Add(Definitions.Of(declarator), function);
                break;
            case IForEachLoopOperation loop:
                Add(Definitions.Of(loop), function);
                break;
            case IPatternOperation pattern:
                Add(Definitions.Of(pattern), function);
                break;
            case ILocalReferenceOperation local:
                Add(local.Local, local, function);
                break;
            case IParameterReferenceOperation parameter:
                Add(parameter.Parameter, parameter, function);
                break;
            case IReturnOperation { ReturnedValue: not null } returned:
                (function is null ? _bodyReturns : Or(_returns, function)).Add(returned);
                break;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called }:
                Or(_uses, called.OriginalDefinition).Add(operation);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } named }:
                Or(_uses, named.OriginalDefinition).Add(operation);
                break;
            case ILocalFunctionOperation local:
                _localFunctions[local.Symbol.OriginalDefinition] = local;
                _functions[local.Syntax] = local;
                break;
            case IAnonymousFunctionOperation:
                _functions[operation.Syntax] = operation;
                break;
        }
    }

    private void Add(ISymbol variable, IOperation reference, SyntaxNode? function)
    {
        var definition = Definitions.OfTarget(variable, reference, out var isRead);
        var found = Variable(variable);
        if (definition is not null)
            Add(definition, function);
        if (isRead)
            found.Reads.Add(reference);
        if (reference is ILocalReferenceOperation { IsDeclaration: true })
            _declaring[variable] = function;
        if (Aliases.Of(reference) is { } alias)
            found.Aliases.Add(alias);
    }

    private void Add(Definition? definition, SyntaxNode? function)
    {
        if (definition is null)
            return;
        if (!_declaring.ContainsKey(definition.Variable) && definition.At is IPatternOperation or IForEachLoopOperation)
            _declaring[definition.Variable] = function;
        Variable(definition.Variable).Add(definition, function);
        Or(_at, definition.At).Add(definition);
    }

    private FlowVariable Variable(ISymbol variable)
        => _variables.TryGetValue(variable, out var found) ? found : _variables[variable] = new FlowVariable();

    private static List<TItem> Or<TKey, TItem>(Dictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
        => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}

/// <summary>A local or parameter of a body.</summary>
internal sealed class FlowVariable
{
    private readonly List<Definition> _definitions = [];
    private readonly List<SyntaxNode?> _functions = [];
    private ConcurrentDictionary<object, PlacedDefinitions>? _placed;
    private Reached? _everything;

    public IReadOnlyList<Definition> Definitions => _definitions;

    public List<IOperation> Reads { get; } = [];

    /// <summary>The aliases of the variable; the order of writes through them is not tracked.</summary>
    public HashSet<ISymbol> Aliases { get; } = new(SymbolEqualityComparer.Default);

    public void Add(Definition definition, SyntaxNode? function)
    {
        _definitions.Add(definition);
        _functions.Add(function);
    }

    /// <summary>The definitions in the order of the function that declares the variable.</summary>
    public PlacedDefinitions Placed(SyntaxNode? function, FunctionGraph graph)
        => LazyInitializer.EnsureInitialized(ref _placed, static () => new())!.GetOrAdd((object?)function ?? this, _ =>
        {
            var inside = new List<(int Position, Definition Definition)>();
            var outside = new List<Definition>();
            for (var i = 0; i < _definitions.Count; i++)
            {
                var position = _functions[i] == function ? graph.PositionOfWrite(_definitions[i].Place) : -1;
                if (position < 0)
                    outside.Add(_definitions[i]);
                else
                    inside.Add((position, _definitions[i]));
            }

            return new PlacedDefinitions(new ReachingDefinitions(graph, inside), outside);
        });

    /// <summary>All definitions, for places that control can reach at any time: one object for all such places.</summary>
    public Reached Everything(Func<IEnumerable<Definition>> definitions, bool fromOutside)
        => _everything ??= Reached.Of([.. definitions()], fromOutside);
}

/// <summary>The definitions of a variable in a function in their order, and those that may take effect at any time.</summary>
internal sealed class PlacedDefinitions(ReachingDefinitions inside, IReadOnlyList<Definition> elsewhere)
{
    private readonly Reached _elsewhere = Reached.Of(elsewhere, false);
    private ConcurrentDictionary<Reached, Reached>? _joined;

    /// <summary>The definitions that reach an operation.</summary>
    /// <param name="position">The number of the operation.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public Reached At(int position, CancellationToken cancellationToken)
    {
        var here = inside.At(position, cancellationToken);
        return elsewhere.Count == 0 ? here
            : LazyInitializer.EnsureInitialized(ref _joined, static () => new())!
                .GetOrAdd(here, each => Reached.Joined([], [each, _elsewhere], false));
    }
}
