namespace TokenTracking.Calls;

/// <summary>
/// The agreement between decorators and <see cref="TokenTrackingHandler"/> on who records a call: a decorator says that it does, the
/// handler below it then only counts the request. Carried in an AsyncLocal, and only while a handler exists: the write costs 71 bytes.
/// </summary>
internal sealed class CallInFlight
{
    private static readonly AsyncLocal<CallInFlight?> Flowing = new();
    private static int _handlers;

    private readonly CallInFlight? _outer;
    private int _requests;
    private volatile bool _ended;

    private CallInFlight(CallInFlight? outer) => _outer = outer;

    /// <summary>The call that a decorator records here; null if none does.</summary>
    public static CallInFlight? Current
    {
        get
        {
            if (Volatile.Read(ref _handlers) == 0)
                return null;
            var call = Flowing.Value;
            // What a call left running behind it is not the call any more.
            while (call is { _ended: true })
                call = call._outer;
            return call;
        }
    }

    /// <summary>A handler has come into being: from now on decorators say what they record.</summary>
    public static void HandlerAdded() => Interlocked.Increment(ref _handlers);

    /// <summary>A handler is gone.</summary>
    public static void HandlerRemoved() => Interlocked.Decrement(ref _handlers);

    /// <summary>A decorator begins a call that it records. Null, and nothing written, while no handler exists.</summary>
    public static CallInFlight? Enter() => Volatile.Read(ref _handlers) == 0 ? null : Begin();

    private static CallInFlight Begin()
    {
        var call = new CallInFlight(Flowing.Value);
        Flowing.Value = call;
        return call;
    }

    /// <summary>The code of the decorator continues: what its caller does next is not part of the call. In the flow that entered
    /// it.</summary>
    public void Leave()
    {
        if (ReferenceEquals(Flowing.Value, this))
            Flowing.Value = _outer;
    }

    /// <summary>The same call continues in this flow: the next item of its stream.</summary>
    public void Reenter()
    {
        if (!ReferenceEquals(Flowing.Value, this))
            Flowing.Value = this;
    }

    /// <summary>The call is recorded.</summary>
    public void End() => _ended = true;

    /// <summary>A request left the process for this call.</summary>
    /// <returns>True for the first request, which the decorator's record covers; otherwise, false.</returns>
    public bool AddRequest() => Interlocked.Increment(ref _requests) == 1;
}
