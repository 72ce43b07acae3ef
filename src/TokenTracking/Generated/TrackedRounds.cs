using System.ComponentModel;
using System.Diagnostics;

namespace TokenTracking.Generated;

/// <summary>Reads calls that make several requests and return the answer to the last one. What they add to the conversation states the
/// usage of those before (Semantic Kernel's automatic functions). Used by generated decorators.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrackedRounds
{
    /// <summary>Reads the messages that a call adds to a conversation, and then its result.</summary>
    /// <typeparam name="TMessage">The messages.</typeparam>
    /// <typeparam name="TResult">What the call returns.</typeparam>
    /// <param name="conversation">The conversation, before the call; null if there is none.</param>
    /// <param name="message">Reads a message.</param>
    /// <param name="result">Reads the result.</param>
    /// <returns>The reader of the call.</returns>
    public static UsageBinder<TResult> After<TMessage, TResult>(
        IReadOnlyList<TMessage>? conversation, UsageBinder<TMessage> message, UsageBinder<TResult> result)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(result);
        if (conversation is null)
            return result;
        var known = conversation.Count;
        return (TResult answer, ref UsageReading reading) =>
        {
            if (conversation.Count > known)
                ReadAdded(conversation, known, message, ref reading);
            result(answer, ref reading);
        };
    }

    /// <summary>Reads the items of a stream that passes on the answers of all requests. An answer ends where the call adds messages to the
    /// conversation.</summary>
    /// <typeparam name="TMessage">The messages.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <param name="conversation">The conversation, before the call; null if there is none.</param>
    /// <param name="item">Reads an item.</param>
    /// <returns>The reader of the items.</returns>
    public static UsageBinder<TItem> During<TMessage, TItem>(IReadOnlyList<TMessage>? conversation, UsageBinder<TItem> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (conversation is null)
            return item;
        var known = conversation.Count;
        return (TItem part, ref UsageReading reading) =>
        {
            if (conversation.Count > known)
            {
                known = conversation.Count;
                reading.EndAnswer();
            }

            item(part, ref reading);
        };
    }

    private static void ReadAdded<TMessage>(
        IReadOnlyList<TMessage> conversation, int known, UsageBinder<TMessage> message, ref UsageReading reading)
    {
        var isRead = false;
        try
        {
            for (var index = known; index < conversation.Count; index++)
            {
                var round = default(UsageReading);
                message(conversation[index], ref round);
                if (round.Usage.IsUnknown)
                    continue;
                isRead = true;
                reading.Add(in round);
            }
        }
#pragma warning disable CA1031 // The answer is there, and states usage as well: the record says that it is not all.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Trace.TraceWarning("The messages that a call added could not be read: {0}", exception);
            isRead = false;
        }

        // Messages were added by a request whose usage nothing states.
        if (!isRead)
            reading.Completeness = UsageCompleteness.Partial;
    }
}
