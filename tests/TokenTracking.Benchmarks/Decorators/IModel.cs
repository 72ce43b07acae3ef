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
    private static readonly LlmResult Answer = new() { Text = "", Usage = TokenUsage.FromInclusive(10, 5), Model = "m" };
    private static readonly Task<LlmResult> Done = Task.FromResult(Answer);
    private static readonly LlmStreamUpdate Update = new() { Text = "x", Usage = TokenUsage.FromInclusive(10, 5) };

    public Task<LlmResult> Completed(string prompt) => Done;

    public async Task<LlmResult> Asynchronous(string prompt)
    {
        await Task.Yield();
        return Answer;
    }

    public ValueTask<LlmResult> Value(string prompt) => new(Answer);

    public LlmResult Now(string prompt) => Answer;

    public async IAsyncEnumerable<LlmStreamUpdate> Stream(int items)
    {
        for (var i = 0; i < items; i++)
            yield return Update;
        await Task.CompletedTask;
    }
}
