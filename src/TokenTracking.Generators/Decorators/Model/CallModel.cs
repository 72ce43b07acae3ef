using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

internal enum CallShape
{
    /// <summary>What it returns is there when it returns.</summary>
    Result,

    /// <summary>Something that the runtime helper tracks to its end: a task, a value task, a stream.</summary>
    Pending,

    /// <summary>As <see cref="Pending"/>, but begun by whoever enumerates it.</summary>
    Stream,

    /// <summary>System.ClientModel's own class of asynchronous streams: what stands in for it has to derive from it.</summary>
    AsyncCollection,

    /// <summary>System.ClientModel's own class of synchronous streams.</summary>
    Collection,
}

/// <summary>How a member is tracked.</summary>
/// <param name="Shape">When the call ends.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Usage">Reads the result or item; null where nothing binds and the call is recorded as missing.</param>
/// <param name="Request">Reads the arguments.</param>
/// <param name="Tags">Attribution from arguments.</param>
internal sealed record CallModel(
    CallShape Shape, string Operation, ReadPlan? Usage, EquatableArray<ArgumentRead> Request, EquatableArray<TagModel> Tags);

/// <summary>An argument that says something of the request.</summary>
/// <param name="Argument">The parameter, escaped.</param>
/// <param name="Property">The property of the tracked call that takes the argument itself; null where <paramref name="Plan"/> reads it.</param>
/// <param name="Plan">Reads a request object; null where the argument itself is the value.</param>
internal sealed record ArgumentRead(string Argument, string? Property, ReadPlan? Plan);

/// <summary>An argument that attributes the call.</summary>
/// <param name="Argument">The parameter, escaped.</param>
/// <param name="Tag">What it names.</param>
internal sealed record TagModel(string Argument, string Tag);
