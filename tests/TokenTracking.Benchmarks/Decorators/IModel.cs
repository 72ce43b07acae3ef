using TokenTracking.Providers;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>A tracked interface with a member of each shape.</summary>
[TrackAiUsage]
public interface IModel
{
    Task<LlmResult> Completed(string prompt);

    Task<LlmResult> Asynchronous(string prompt);

    ValueTask<LlmResult> Value(string prompt);

    LlmResult Now(string prompt);

    IAsyncEnumerable<LlmStreamUpdate> Stream(int items);
}

/// <summary>The inner object of every variant: it does nothing, so that what is measured is what stands around it.</summary>
internal sealed class Model : IModel
{
    private static readonly LlmResult Result = new()
        { Text = "text", Usage = TokenUsage.FromInclusive(10, 5), Provider = "openai", Model = "gpt-4o" };
    private static readonly Task<LlmResult> Done = Task.FromResult(Result);
    private static readonly LlmStreamUpdate Piece = new() { Text = "text" };
    private static readonly LlmStreamUpdate Last = new()
        { Usage = TokenUsage.FromInclusive(10, 5), Completeness = UsageCompleteness.Complete, Provider = "openai", Model = "gpt-4o" };

    private TaskCompletionSource<LlmResult>? _asked;

    public Task<LlmResult> Completed(string prompt) => Done;

    /// <summary>A task that is under way until <see cref="Answer"/>.</summary>
    public Task<LlmResult> Asynchronous(string prompt)
    {
        _asked = new TaskCompletionSource<LlmResult>();
        return _asked.Task;
    }

    /// <summary>Ends the asynchronous call: on the thread that measures, so that no thread pool is measured.</summary>
    public void Answer() => _asked!.SetResult(Result);

    public ValueTask<LlmResult> Value(string prompt) => new(Result);

    public LlmResult Now(string prompt) => Result;

    /// <summary>As a provider streams: pieces of text, and the usage with the last of them.</summary>
    public async IAsyncEnumerable<LlmStreamUpdate> Stream(int items)
    {
        for (var i = 1; i < items; i++)
            yield return Piece;
        yield return Last;
        await Task.CompletedTask;
    }
}
