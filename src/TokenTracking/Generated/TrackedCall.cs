using System.ComponentModel;
using System.Runtime.InteropServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>
/// One call under way: knows when it began and what it is attributed to, and records how it ended. Generated decorators are thin callers of
/// it.
/// </summary>
/// <remarks>A structure that lives in the decorator's frame: a call that is complete when its member returns costs no allocation.</remarks>
[StructLayout(LayoutKind.Auto)]
public partial struct TrackedCall
{
    private readonly ITokenTracker _tracker;
    private CallFrame? _frame;
    private CallContext _context;

    private TrackedCall(ITokenTracker tracker, string operation)
    {
        _tracker = tracker;
        _context = new CallContext(tracker.TimeProvider, operation);
    }

    private TrackedCall(in TrackedCall prepared)
    {
        this = prepared;
        _context = prepared._context.Begin();
        Resume();
    }

    internal readonly long Now => _context.Clock.GetTimestamp();

    /// <summary>Begins a call.</summary>
    /// <param name="tracker">The tracker that takes the record.</param>
    /// <param name="operation">The operation, unless a scope names another.</param>
    /// <returns>The call.</returns>
    public static TrackedCall Start(ITokenTracker tracker, string operation) => new(tracker, operation);

    /// <summary>Records that the call failed or was cancelled.</summary>
    /// <param name="exception">What it threw.</param>
    public readonly void Fail(Exception exception)
    {
        var end = Now;
        var reading = default(UsageReading);
        var ending = CallEnding.Of(exception, out var reported);
        reading.TakeReported(in reported);
        End(in ending, in reading, end);
    }

    /// <summary>Records that the call succeeded.</summary>
    /// <typeparam name="TResult">What it returned.</typeparam>
    /// <param name="result">What it returned.</param>
    /// <param name="usage">Reads the usage.</param>
    /// <param name="model">Reads the answering model; null if the result does not say.</param>
    public readonly void Succeed<TResult>(TResult result, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model)
        => Succeed((result, usage, model), static (call, ref reading) =>
        {
            reading.Replace(call.usage(call.result));
            reading.Model = call.model?.Invoke(call.result);
        });

    internal readonly TimeSpan Elapsed() => _context.Elapsed();
}
