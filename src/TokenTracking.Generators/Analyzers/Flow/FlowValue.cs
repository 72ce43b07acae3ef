using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>A value that is followed: an operation of the bound tree, or a part of what the operation returns.</summary>
/// <param name="Operation">The operation, from the semantic model and never from a control flow graph.</param>
/// <param name="Part">The part of the operation's value; null for the value itself.</param>
/// <param name="Call">The call whose method contains the operation; null if the method is not read for one call.</param>
/// <param name="IsGiven">True for the argument of a parameter, before the function writes to the parameter.</param>
/// <param name="Seen">
/// Set for the many definitions of a variable that reach a place, the same for all reads that they reach. The engine follows it without
/// asking a rule. The operation is some read of the variable.
/// </param>
internal readonly record struct FlowValue(
    IOperation Operation, Access? Part = null, FlowCall? Call = null, bool IsGiven = false, Reached? Seen = null)
{
    /// <summary>True for null, and for the default value of a type that can be null.</summary>
    public bool IsNull => Operation.ConstantValue is { HasValue: true, Value: null }
        || Operation is IDefaultValueOperation { Type.IsValueType: false };

    /// <summary>Another operation of the same call, with the same part of it.</summary>
    public FlowValue With(IOperation operation) => new(operation, Part, Call);

    /// <summary>Another operation of the same call, and a part of it.</summary>
    public FlowValue With(IOperation operation, Access? part) => new(operation, part, Call);
}

/// <summary>The call for which the body of a method is analyzed, so that its parameters have the arguments of that call only.</summary>
/// <param name="Site">The invocation, the object creation or the read of an indexer.</param>
/// <param name="Outer">The call whose method contains the site.</param>
internal sealed record FlowCall(IOperation Site, FlowCall? Outer)
{
    // For a helper that calls a helper. At a greater depth, parameters have the arguments of all calls.
    private const int Deepest = 4;

    private int Depth { get; init; } = 1 + (Outer?.Depth ?? 0);

    /// <summary>A call in a chain that a rule follows itself; it does not count as nested.</summary>
    public static FlowCall Chained(IOperation site, FlowCall? outer) => new(site, outer) { Depth = 0 };

    /// <summary>The call inside another one; null if the calls are nested too deeply or recursive.</summary>
    public static FlowCall? Enter(IOperation site, FlowCall? outer)
    {
        if (outer?.Depth >= Deepest)
            return null;
        for (var current = outer; current is not null; current = current.Outer)
        {
            if (current.Site == site)
                return null;
        }

        return new FlowCall(site, outer);
    }
}
