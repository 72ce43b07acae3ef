using TokenTracking.Generated;
using TokenTracking.Providers;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>The decorator that one writes by hand: always async. It reads the same and hands the same to the same sink.</summary>
internal sealed class HandWritten(IModel inner, ITokenTracker tracker) : IModel
{
    private static readonly UsageBinder<LlmResult> ReadResult = static (
        LlmResult result, ref UsageReading reading) => reading.Replace(result);
    private static readonly UsageBinder<LlmStreamUpdate> ReadItem = static (
        LlmStreamUpdate item, ref UsageReading reading) => reading.Replace(item);

    public async Task<LlmResult> Completed(string prompt)
    {
        var call = TrackedCall.Start(tracker, "completed");
        try
        {
            var result = await inner.Completed(prompt).ConfigureAwait(false);
            call.Succeed(result, ReadResult);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    public async Task<LlmResult> Asynchronous(string prompt)
    {
        var call = TrackedCall.Start(tracker, "asynchronous");
        try
        {
            var result = await inner.Asynchronous(prompt).ConfigureAwait(false);
            call.Succeed(result, ReadResult);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    public async ValueTask<LlmResult> Value(string prompt)
    {
        var call = TrackedCall.Start(tracker, "value");
        try
        {
            var result = await inner.Value(prompt).ConfigureAwait(false);
            call.Succeed(result, ReadResult);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    public LlmResult Now(string prompt)
    {
        var call = TrackedCall.Start(tracker, "now");
        try
        {
            var result = inner.Now(prompt);
            call.Succeed(result, ReadResult);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    /// <remarks>It reads the last item alone, and does not notice a stream that fails or is left.</remarks>
    public async IAsyncEnumerable<LlmStreamUpdate> Stream(int items)
    {
        var call = TrackedCall.Start(tracker, "stream");
        LlmStreamUpdate? last = null;
        await foreach (var item in inner.Stream(items).ConfigureAwait(false))
        {
            last = item;
            yield return item;
        }

        call.Succeed(last!, ReadItem);
    }
}
