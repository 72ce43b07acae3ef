using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The values of locals and parameters at the places that read them.</summary>
internal static class VariableSteps
{
    public static IReadOnlyList<FlowValue>? OfLocal(FlowValue value, ILocalReferenceOperation local, CancellationToken cancellationToken)
    {
        var reached = BodyFlow.Of(local).Reaching(local, local.Local, cancellationToken);
        var values = Held(value, reached);
        return values.Count == 0 ? null : values;
    }

    /// <summary>The values of the definitions that a place adds, and one for each of the other places.</summary>
    public static IReadOnlyList<FlowValue> Listed(FlowValue value, Reached reached)
    {
        var values = new List<FlowValue>(reached.Own.Count + reached.Further.Count);
        foreach (var definition in reached.Own)
        {
            if (definition.Into is null)
                values.Add(value.With(definition.Value, Access.Join(definition.Part, value.Part)));
            else if (value.Part is { } part && part.StartsWith(definition.Into, out var rest))
                values.Add(value.With(definition.Value, Access.Join(definition.Part, rest)));
        }

        foreach (var further in reached.Further)
            values.Add(Standing(value, further));
        return values;
    }

    public static IReadOnlyList<FlowValue>? OfParameter(
        FlowValue value, IParameterReferenceOperation reference, CancellationToken cancellationToken)
    {
        var reached = BodyFlow.Of(reference).Reaching(reference, reference.Parameter, cancellationToken);
        var values = Held(value, reached);
        if (!reached.FromOutside)
            return values;
        if (Handed(value, reference, cancellationToken) is not { } handed)
            return values.Count == 0 ? null : [.. values, value with { IsGiven = true }];
        values.AddRange(handed);
        return values;
    }

    /// <summary>
    /// The values of a parameter as its own function shows them: what the function writes to it, and what the call gives through which the
    /// function is read, or the parameter itself as <see cref="FlowValue.IsGiven"/>. Other callers are not asked.
    /// </summary>
    public static IReadOnlyList<FlowValue> OfParameterAlone(
        FlowValue value, IParameterReferenceOperation reference, CancellationToken cancellationToken)
    {
        var reached = BodyFlow.Of(reference).Reaching(reference, reference.Parameter, cancellationToken);
        var values = Held(value, reached);
        if (reached.FromOutside)
            values.Add(HandedByCall(value, reference.Parameter) ?? value with { IsGiven = true });
        return values;
    }

    /// <summary>
    /// The values that are written to the variable, and the part of it that is read; one value that represents many definitions.
    /// </summary>
    public static List<FlowValue> Held(FlowValue value, Reached reached)
        => reached.IsShared ? [Standing(value, reached)] : [.. Listed(value, reached)];

    /// <summary>The value that represents all definitions that reach a place.</summary>
    public static FlowValue Standing(FlowValue value, Reached reached)
        => value.Seen is not null
            ? value with { Seen = reached }
            : new(FirstRead(value.Operation), value.Part, CallOf(value), false, reached);

    // The variables around a local function have the same values for all of its calls.
    private static FlowCall? CallOf(FlowValue value)
    {
        var declaring = VariableOf(value.Operation).ContainingSymbol;
        var call = value.Call;
        while (call?.Site is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called }
            && !SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, declaring?.OriginalDefinition))
            call = call.Outer;
        return call;
    }

    private static ISymbol VariableOf(IOperation reference)
        => reference is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)reference).Parameter;

    // One operation for all values of a variable.
    private static IOperation FirstRead(IOperation reference)
        => BodyFlow.Of(reference).ReadsOf(VariableOf(reference)) is [{ } first, ..] ? first : reference;

    // The values that the callers of the function pass to the parameter; null if not all callers are known.
    private static IReadOnlyList<FlowValue>? Handed(
        FlowValue value, IParameterReferenceOperation reference, CancellationToken cancellationToken)
    {
        var parameter = reference.Parameter;
        if (HandedByCall(value, parameter) is { } argument)
            return [argument];
        return parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => CallSteps.HandedToLambda(value, reference),
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } function
                => AllHanded(value, parameter, BodyFlow.Of(reference).UsesOf(function)),
            IMethodSymbol method
                => MemberFlow.Around(reference)?.UsesOf(method, cancellationToken) is { } uses ? AllHanded(value, parameter, uses) : null,
            _ => null,
        };
    }

    // From the call through which the function is analyzed, or a function around it.
    private static FlowValue? HandedByCall(FlowValue value, IParameterSymbol parameter)
    {
        for (var call = value.Call; call is not null; call = call.Outer)
        {
            if (Arguments.Of(call.Site, parameter) is { } argument)
                return new FlowValue(argument, value.Part, call.Outer);
        }

        return null;
    }

    private static List<FlowValue>? AllHanded(FlowValue value, IParameterSymbol parameter, IReadOnlyList<IOperation> uses)
    {
        var handed = new List<FlowValue>();
        foreach (var use in uses)
        {
            if (Arguments.Of(use, parameter) is not { } argument)
                return null;
            handed.Add(new FlowValue(argument, value.Part));
        }

        return handed.Count == 0 ? null : handed;
    }
}

/// <summary>The arguments of calls.</summary>
internal static class Arguments
{
    /// <summary>The value that a call, or the read of an indexer, passes to a parameter of its method; null for a call of another
    /// method.</summary>
    public static IOperation? Of(IOperation call, IParameterSymbol parameter)
    {
        var (method, arguments, instance) = call switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments, invocation.Instance),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments, null),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } indexer => (getter, indexer.Arguments, null),
            _ => (null, [], null),
        };
        if (method is null || parameter.ContainingSymbol is not IMethodSymbol own
            || !Runs((method.ReducedFrom ?? method).OriginalDefinition, own.OriginalDefinition))
            return null;
        var ordinal = parameter.Ordinal;
        if (method.ReducedFrom is not null)
        {
            if (ordinal == 0)
                return instance;
            ordinal--;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }

        return null;
    }

    // The method that is called, or one that overrides or implements it.
    private static bool Runs(IMethodSymbol called, IMethodSymbol method)
    {
        if (SymbolEqualityComparer.Default.Equals(called, method))
            return true;
        if (called.ContainingType is { TypeKind: TypeKind.Interface } face)
        {
            return called.Parameters.Length == method.Parameters.Length && method.ContainingType is { } type
                && type.AllInterfaces.Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, face))
                    .SelectMany(one => one.GetMembers(called.Name))
                    .Any(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, called)
                        && SymbolEqualityComparer.Default.Equals(
                            type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, method));
        }

        for (var above = method.OverriddenMethod; above is not null; above = above.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, called))
                return true;
        }

        return false;
    }
}
