using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

internal enum CallShape
{
    /// <summary>The call has ended when the member returns.</summary>
    Result,

    /// <summary>The member returns a task or a value task, which the runtime helper tracks to its end.</summary>
    Pending,

    /// <summary>The member returns an asynchronous stream; the call begins with its enumeration.</summary>
    AsyncStream,

    /// <summary>The member returns a synchronous or a pushed stream; the call begins with its enumeration or subscription.</summary>
    Stream,

    /// <summary>System.ClientModel's own class of asynchronous streams: its decorator has to derive from it.</summary>
    AsyncCollection,

    /// <summary>System.ClientModel's own class of synchronous streams.</summary>
    Collection,

    /// <summary>The member returns a stream that holds its response, and over which another one is created.</summary>
    Response,

    /// <summary>The member returns a task of such a stream.</summary>
    PendingResponse,
}

internal enum Admission
{
    /// <summary>The runtime helper asks, when the stream is enumerated.</summary>
    OnEnumeration,

    /// <summary>Asked before the inner call, which is then made later: its parameters can be captured.</summary>
    Deferred,

    /// <summary>Asked before the inner call without waiting: the call is made at once, or refused.</summary>
    Immediate,
}

/// <summary>How a member is tracked.</summary>
/// <param name="Shape">When the call ends.</param>
/// <param name="Admission">How the step before the call is made.</param>
/// <param name="Cancellation">The parameter that cancels the call, escaped; null if there is none.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Usage">Reads the result or item; null if nothing binds and the call is recorded as missing.</param>
/// <param name="UsageArgument">The out parameter that has the usage, escaped; null if the result has it.</param>
/// <param name="ImpliedProvider">The provider that the result's SDK suggests; null for none.</param>
/// <param name="IsLookUp">True if the member returns what was created before, which was billed then; otherwise, false.</param>
/// <param name="Request">Reads the arguments.</param>
/// <param name="Tags">Attribution from arguments.</param>
internal sealed record CallModel(
    CallShape Shape, Admission Admission, string? Cancellation, string Operation, ReadPlan? Usage, string? UsageArgument,
    string? ImpliedProvider, bool IsLookUp, EquatableArray<ArgumentRead> Request, EquatableArray<TagModel> Tags)
{
    /// <summary>The stream of <see cref="CallShape.Response"/> and <see cref="CallShape.PendingResponse"/>; null for other
    /// shapes.</summary>
    public string? ResponseStream { get; init; }

    /// <summary>The conversation that the call adds messages to, whose usage comes on top of the result's; null if there is
    /// none.</summary>
    public ConversationRead? Conversation { get; init; }
}

/// <summary>An argument that says something of the request: it is a fact itself, or a request object that a plan reads.</summary>
/// <param name="Argument">The parameter, escaped.</param>
/// <param name="Fact">The fact that the argument itself is; null if <paramref name="Plan"/> reads it.</param>
/// <param name="Plan">Reads a request object; null if the argument itself is the value.</param>
internal sealed record ArgumentRead(string Argument, Fact? Fact, ReadPlan? Plan);

/// <summary>An argument that a call adds messages to.</summary>
/// <param name="Argument">The parameter, escaped.</param>
/// <param name="Plan">Reads a message.</param>
internal sealed record ConversationRead(string Argument, ReadPlan Plan);

/// <summary>An argument that attributes the call.</summary>
/// <param name="Argument">The parameter, escaped.</param>
/// <param name="Tag">What it names.</param>
internal sealed record TagModel(string Argument, string Tag);
