using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>A value that is followed: an operation of the bound tree, or a part of what the operation returns.</summary>
/// <param name="Operation">The operation, from the semantic model and never from a control flow graph.</param>
/// <param name="Part">The part of the operation's value; null for the value itself.</param>
/// <param name="Call">The call whose method contains the operation; null if the method is not read for one call.</param>
/// <param name="IsGiven">True for what a parameter was given before its function wrote to it.</param>
/// <param name="Seen">
/// Set for what a variable holds where many of its definitions are seen, the same for all reads that see them: the engine follows it, and no
/// rule is asked about it. The operation is some read of the variable.
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

/// <summary>The call through which the body of a method is read, so that its parameters are the arguments of that call alone.</summary>
/// <param name="Site">The invocation or the object creation.</param>
/// <param name="Outer">The call whose method contains the site.</param>
internal sealed record FlowCall(IOperation Site, FlowCall? Outer)
{
    // A helper that calls a helper; deeper, parameters are read for all calls at once.
    private const int Deepest = 4;

    private int Depth { get; init; } = 1 + (Outer?.Depth ?? 0);

    /// <summary>A call of a chain that a rule follows by itself: it does not count as nested.</summary>
    public static FlowCall Chained(IOperation site, FlowCall? outer) => new(site, outer) { Depth = 0 };

    /// <summary>The call inside another one; null if the calls are nested too deeply, or if the same call is made again by
    /// itself.</summary>
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
