namespace TokenTracking.Calls;

/// <summary>
/// One layer of a call under way: a decorator's call, one enumeration of a stream, or an HTTP attempt. Layers that see the same call find
/// each other through their frames, and agree on one record (<c>CallFrame.Ending.cs</c>).
/// </summary>
internal sealed partial class CallFrame
{
    // One lock for all frames: it is held for a few loads and stores, and with a lock for each two calls could wait for each other.
    private static readonly Lock Gate = new();

    private CallFrame? _outer;
    private ExecutionContext? _caller;
    private ExecutionContext? _within;
    private CallContext _context;
    private State _state;

    private CallFrame(CallFrame? outer, in CallContext context)
    {
        _context = context;
        lock (Gate)
            Start(outer);
    }

    private enum State : byte
    {
        /// <summary>The call has been prepared, and is not under way.</summary>
        Prepared,

        /// <summary>The call is under way.</summary>
        Open,

        /// <summary>The call has ended without usage, and calls below it are under way that may have some.</summary>
        Waiting,

        /// <summary>All is said.</summary>
        Ended,
    }

    /// <summary>What is known of the call.</summary>
    public ref readonly CallContext Context => ref _context;

    /// <summary>True if the call is recorded by hand; otherwise, false.</summary>
    public bool IsByHand { get; set; }

    private bool IsAttempt { get; init; }

    private bool IsUnderWay => _state is State.Prepared or State.Open;

    /// <summary>Begins a decorator's call, and enters its flow.</summary>
    /// <param name="context">What is known of the call.</param>
    /// <returns>The frame.</returns>
    public static CallFrame Enter(in CallContext context)
    {
        var frame = new CallFrame(CallFlow.Current, in context);
        frame.EnterFlow();
        return frame;
    }

    /// <summary>Begins an HTTP attempt.</summary>
    /// <param name="outer">The attempt of another handler with the same request; null if there is none.</param>
    /// <param name="context">What is known of the call.</param>
    /// <param name="request">The request, to be told whether a record includes it.</param>
    /// <returns>The frame.</returns>
    public static CallFrame OfAttempt(CallFrame? outer, in CallContext context, CountedRequest request)
        => new(OfSameMessage(outer) ?? CallFlow.Current, in context) { IsAttempt = true, _ownRequest = request };

    /// <summary>The first frame, from the given one outward, whose call has not ended: what a call left running does not belong to
    /// it.</summary>
    public static CallFrame? UnderWay(CallFrame? frame)
    {
        while (frame is { IsUnderWay: false })
            frame = frame._outer;
        return frame;
    }

    /// <summary>Goes on with a call that was prepared: the first enumeration of the stream that its member returned.</summary>
    /// <returns>True if the call goes on in this frame; false if another enumeration has done so.</returns>
    public bool TryResume()
    {
        var current = CallFlow.Current;
        lock (Gate)
        {
            if (_state != State.Prepared)
                return false;
            // The layer above may have ended before the stream is read. Whoever reads it may be a layer above, too.
            Start(UnderWay(_outer) ?? (ReferenceEquals(current, this) ? null : current));
        }

        EnterFlow();
        return true;
    }

    /// <summary>The call is not under way until it is resumed: its member has returned a stream, or it has to be admitted.</summary>
    public void Suspend()
    {
        LeaveFlow();
        lock (Gate)
        {
            if (_state != State.Open)
                return;
            _state = State.Prepared;
            if (_outer is not null)
                _outer._openBelow--;
        }
    }

    /// <summary>Enters the flow of the call: what is called from here on finds its frame.</summary>
    public void EnterFlow()
    {
        // Null if the flow is suppressed: nothing below could find the frame.
        if (ExecutionContext.Capture() is not { } caller)
            return;
        if (ReferenceEquals(caller, _caller) && _within is not null)
        {
            ExecutionContext.Restore(_within);
            return;
        }

        CallFlow.Set(this);
        (_caller, _within) = (caller, ExecutionContext.Capture());
    }

    /// <summary>Leaves the flow: what the caller does next is not part of the call. It has no effect in any other flow.</summary>
    public void LeaveFlow()
    {
        if (!CallFlow.IsIn(this))
            return;
        // To restore the caller's context is faster, but would undo what the inner object changed in the flow on purpose.
        if (_caller is not null && ReferenceEquals(ExecutionContext.Capture(), _within))
            ExecutionContext.Restore(_caller);
        else
            CallFlow.Set(_outer);
    }

    /// <summary>Takes from the layers above what only they know of the call.</summary>
    /// <param name="context">What this layer knows.</param>
    public void Inherit(ref CallContext context)
    {
        for (var frame = _outer; frame is not null; frame = frame._outer)
            context.Inherit(in frame._context, frame.IsAttempt);
    }

    private void Start(CallFrame? outer)
    {
        _outer = outer;
        _state = State.Open;
        _since = RecordsOfOtherFlows.Latest;
        if (outer is not null)
            outer._openBelow++;
    }
}
