using TokenTracking.Generated;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>The generated decorator without the step before the call: what that costs is the difference.</summary>
internal sealed class WithoutStep(IModel inner, ITokenTracker? tracker) : IModel
{
    private readonly IModel _inner = inner;
    private readonly ITokenTracker? _tracker = tracker;

    Task<LlmResult> IModel.Completed(string prompt)
    {
        if (!(_tracker is { IsEnabled: true } tracker))
            return _inner.Completed(prompt);

        var call = TrackedCall.Start(tracker, "completed");
        Task<LlmResult> result;
        try
        {
            result = _inner.Completed(prompt);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        return call.Track(result, OwnResults.Usage);
    }

    ValueTask<LlmResult> IModel.Value(string prompt)
    {
        if (!(_tracker is { IsEnabled: true } tracker))
            return _inner.Value(prompt);

        var call = TrackedCall.Start(tracker, "value");
        ValueTask<LlmResult> result;
        try
        {
            result = _inner.Value(prompt);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        return call.Track(result, OwnResults.Usage);
    }

    LlmResult IModel.Now(string prompt)
    {
        if (!(_tracker is { IsEnabled: true } tracker))
            return _inner.Now(prompt);

        var call = TrackedCall.Start(tracker, "now");
        LlmResult result;
        try
        {
            result = _inner.Now(prompt);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        call.Succeed(result, OwnResults.Usage);
        return result;
    }

    Task<LlmResult> IModel.Asynchronous(string prompt) => throw new NotSupportedException("Not measured.");

    IAsyncEnumerable<LlmStreamUpdate> IModel.Stream(int items) => throw new NotSupportedException("Not measured.");
}
