using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The values that calls return.</summary>
internal static class CallSteps
{
    // Methods that return their object, or what it contains.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "ConfigureAwait", "GetAwaiter", "GetResult", "AsTask", "Preserve", "GetValueOrDefault", "WaitAsync",
    };

    // Methods of LINQ and of collections whose elements are those of their source.
    private static readonly HashSet<string> Keeping = new(StringComparer.Ordinal)
    {
        "AsEnumerable", "AsParallel", "AsReadOnly", "Cast", "Concat", "Distinct", "OfType", "OrderBy", "OrderByDescending",
        "Reverse", "Skip",
        "Take", "ThenBy", "ToArray", "ToImmutableArray", "ToImmutableList", "ToList", "ToHashSet", "Where",
    };

    private static readonly HashSet<string> Choosing = new(StringComparer.Ordinal)
    {
        "ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "Last", "LastOrDefault", "MaxBy", "MinBy", "Peek", "Pop",
        "Dequeue", "Single",
        "SingleOrDefault", "Find",
    };

    public static IReadOnlyList<FlowValue>? Of(FlowValue value, IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return call.Instance is { } called && value.Part is not { Kind: AccessKind.Out }
                ? [value.With(called, Access.Result(value.Part))]
                : null;
        return method.DeclaringSyntaxReferences.IsEmpty
            ? OfForeign(value, call, method)
            : value.Part is { Kind: AccessKind.Out } part
                ? OfOut(value, call, part, cancellationToken)
                : OfReturned(value, method, FlowCall.Enter(call, value.Call), call, cancellationToken);
    }

    /// <summary>The values that a method of this compilation returns.</summary>
    public static IReadOnlyList<FlowValue>? OfReturned(
        FlowValue value, IMethodSymbol method, FlowCall? call, IOperation from, CancellationToken cancellationToken)
    {
        var returned = method.MethodKind == MethodKind.LocalFunction && BodyFlow.Of(from).Declaration(method) is { } local
            ? Of(BodyFlow.Of(from).Returns(local))
            : MemberFlow.Around(from)?.ReturnedBy(method, cancellationToken);
        return returned is null ? null : OfReturned(value, returned, call);
    }

    /// <summary>The values of a body that is read for a call; null if it returns none.</summary>
    public static IReadOnlyList<FlowValue>? OfReturned(FlowValue value, MethodResults returned, FlowCall? call)
    {
        var values = returned.Values.Select(each => new FlowValue(each, value.Part, call)).ToList();
        if (value.Part is { Kind: AccessKind.Element, Rest: var rest })
            values.AddRange(returned.Elements.Select(each => new FlowValue(each, rest, call)));
        return values.Count == 0 ? null : values;
    }

    /// <summary>The value of a lambda parameter: the elements that LINQ passes to it; null if it is not known.</summary>
    public static IReadOnlyList<FlowValue>? HandedToLambda(FlowValue value, IParameterReferenceOperation reference)
    {
        for (var current = BodyIndex.FunctionAround(reference); current is not null; current = BodyIndex.FunctionAround(current))
        {
            if (current is not IAnonymousFunctionOperation lambda
                || !lambda.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default))
                continue;
            if (OperationWalk.TakingCall(lambda) is not { } call || reference.Parameter.Ordinal != 0)
                return null;
            if (call is { TargetMethod.Name: "ContinueWith", Instance: { } task })
                return [value.With(task)];
            return LinqMethods.IsLinq(call.TargetMethod) || LinqMethods.IsOfAList(call.TargetMethod)
                ? (call.Instance ?? call.Arguments[0].Value) is { } source ? [value.With(source, Access.Element(value.Part))] : null
                : null;
        }

        return null;
    }

    private static MethodResults Of(IReadOnlyList<IReturnOperation> returns) => new(
        [.. returns.Where(static each => each.Kind == OperationKind.Return).Select(static each => each.ReturnedValue!)],
        [.. returns.Where(static each => each.Kind == OperationKind.YieldReturn).Select(static each => each.ReturnedValue!)]);

    // Pick(out var x): the values that the method assigns to its parameter.
    private static List<FlowValue>? OfOut(FlowValue value, IInvocationOperation call, Access part, CancellationToken cancellationToken)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (part.Index >= method.Parameters.Length || method.IsAbstract || method.IsVirtual || method.IsOverride)
            return null;
        var parameter = method.Parameters[part.Index];
        var body = method.MethodKind == MethodKind.LocalFunction
            ? BodyFlow.Of(call)
            : method.DeclaringSyntaxReferences is [{ } reference]
                && MemberFlow.Around(call)?.OperationOf(reference.GetSyntax(cancellationToken), cancellationToken) is { } declared
                    ? BodyFlow.Of(declared)
                    : null;
        var inside = FlowCall.Enter(call, value.Call);
        return body?.DefinitionsOf(parameter).Where(static definition => definition.Into is null)
            .Select(definition => new FlowValue(definition.Value, Access.Join(definition.Part, part.Rest), inside))
            .ToList() is { Count: > 0 } given
                ? given
                : null;
    }

    private static List<FlowValue>? OfForeign(FlowValue value, IInvocationOperation call, IMethodSymbol method)
    {
        var source = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (source is null)
            return null;
        if (value.Part is { Kind: AccessKind.Out, Rest: var rest })
            return method.Name == "TryGetValue" || Choosing.Contains(method.Name) ? [value.With(source, Access.Element(rest))] : null;
        if (call.Instance is not null && Passing.Contains(method.Name)
            && method.ContainingNamespace is { Name: "Tasks" or "System" or "CompilerServices" })
            return [value.With(source)];
        return method switch
        {
            { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } => [value.With(source)],
            { Name: "Run", ContainingType.Name: "Task" } => [value.With(source, Access.Result(value.Part))],
            { Name: "Exchange" or "CompareExchange" or "Read", ContainingType.Name: "Interlocked" or "Volatile" } => [value.With(source)],
            { Name: "EnsureInitialized", ContainingType.Name: "LazyInitializer" } => [value.With(source)],
            { Name: "WhenAll", ContainingType.Name: "Task" } when value.Part is { Kind: AccessKind.Element } => [value.With(source)],
            _ when !IsOfSequences(method) => null,
            { Name: "GetOrAdd" } when call.Arguments is [_, { Value: var made }, ..]
                => [value.With(made, LinqMethods.Lambda(made) is null && made.Type?.TypeKind != TypeKind.Delegate
                    ? value.Part
                    : Access.Result(value.Part))],
            { Name: "Select" } when value.Part is { Kind: AccessKind.Element, Rest: var part } && Lambda(call) is { } selector
                => [value.With(selector, Access.Result(part))],
            _ when Keeping.Contains(method.Name) && value.Part is { Kind: AccessKind.Element } => Sources(value, call, method),
            _ when Choosing.Contains(method.Name) => [value.With(source, Access.Element(value.Part))],
            { IsStatic: true, Name: "Create", ContainingNamespace.Name: "Immutable" } when value.Part
                is { Kind: AccessKind.Element, Rest: var part }
                => [.. call.Arguments.Select(
                    argument => argument.Value is IArrayCreationOperation ? value.With(argument.Value) : value.With(argument.Value, part))],
            _ => null,
        };
    }

    private static List<FlowValue> Sources(FlowValue value, IInvocationOperation call, IMethodSymbol method)
    {
        var sources = call.Instance is { } instance ? [value.With(instance)] : new List<FlowValue> { value.With(call.Arguments[0].Value) };
        if (method.Name == "Concat" && call.Arguments.Length > 1)
            sources.Add(value.With(call.Arguments[1].Value));
        return sources;
    }

    private static IOperation? Lambda(IInvocationOperation call)
        => call.Arguments.Select(static argument => argument.Value)
            .FirstOrDefault(static argument => argument.Type?.TypeKind == TypeKind.Delegate);

    private static bool IsOfSequences(IMethodSymbol method)
        => method.ContainingNamespace?.ToDisplayString() is { } space
            && (space == "System.Linq" || space.StartsWith("System.Collections", StringComparison.Ordinal));
}
