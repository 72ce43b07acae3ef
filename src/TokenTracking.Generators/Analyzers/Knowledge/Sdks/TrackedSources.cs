using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>The objects that a tracked interface returns are tracked with it: <c>client.Messages</c> of an <c>IAnthropicClient</c> that the
/// assembly names.</summary>
internal static class TrackedSources
{
    private const int MostValues = 200;

    /// <summary>True if the receiver of a call comes, through properties and calls, from an object of a tracked interface.</summary>
    public static bool ByTracked(TrackingSymbols symbols, IOperation? receiver) => TrackedSource(symbols, receiver) is not null;

    /// <summary>The object of a tracked interface that the receiver of a call comes from on the first path; null if there is
    /// none.</summary>
    public static IOperation? TrackedSource(TrackingSymbols symbols, IOperation? receiver)
        => TrackedSourcesOf(symbols, receiver) is [{ } first, ..] ? first : null;

    /// <summary>The objects of tracked interfaces that the receiver of a call comes from; none if it may come from something
    /// else.</summary>
    public static IReadOnlyList<IOperation> TrackedSourcesOf(TrackingSymbols symbols, IOperation? receiver)
    {
        var sources = new List<IOperation>();
        var seen = new HashSet<FlowValue>();
        var open = new Stack<FlowValue>();
        if (receiver is not null)
            open.Push(new FlowValue(receiver));
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            if (seen.Count > MostValues || Steps(symbols, current) is not { } next)
                return [];
            foreach (var value in next)
            {
                if (value is { Part: null, Seen: null } && symbols.Types.IsOrInheritsTracked(value.Operation.Type))
                    sources.Add(value.Operation);
                else
                    open.Push(value);
            }
        }

        return sources;
    }

    // For a member of this object, its value; for any other member, the object.
    private static IReadOnlyList<FlowValue>? Steps(TrackingSymbols symbols, FlowValue value)
    {
        var owner = value switch
        {
            { Part: null, Operation: IPropertyReferenceOperation property } => property.Instance,
            { Part: null, Operation: IInvocationOperation call } => AdapterMethods.SourceOf(call) ?? call.Instance,
            _ => null,
        };
        return owner is null || (owner is IInstanceReferenceOperation && !symbols.Types.IsOrInheritsTracked(owner.Type))
            ? ValueSteps.Of(value, CancellationToken.None)
            : [value.With(owner)];
    }
}
