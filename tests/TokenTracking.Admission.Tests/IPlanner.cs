using TokenTracking.Testing;

namespace TokenTracking.Admission.Tests;

/// <summary>A tracked interface with a member of each shape that a call can have.</summary>
[TrackAiUsage(Provider = "acme")]
public interface IPlanner
{
    Task<LlmResult> PlanAsync(string model, int maxTokens, [UsageTag("task")] string id, CancellationToken cancellationToken = default);

    ValueTask<LlmResult> FindAsync(string text);

    IAsyncEnumerable<LlmResult> TellAsync(string text, CancellationToken cancellationToken = default);

    Task<LlmResult> CutAsync(ReadOnlySpan<char> text);

    IAsyncEnumerable<LlmResult> ReciteAsync(ReadOnlySpan<char> text);

    LlmResult Plan(string text);

    IEnumerable<LlmResult> Tell(string text);

    IObservable<LlmResult> Push(string text);
}

/// <summary>Counts its calls; each takes a second of the clock.</summary>
internal sealed class Planner(ManualTimeProvider clock) : IPlanner
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    public int Calls { get; private set; }

    /// <summary>The token that the last stream was enumerated with.</summary>
    public CancellationToken Token { get; private set; }

    public Task<LlmResult> PlanAsync(string model, int maxTokens, string id, CancellationToken cancellationToken = default)
        => model.Length == 0 ? throw new ArgumentException("No model.", nameof(model)) : Task.FromResult(Answer());

    public async ValueTask<LlmResult> FindAsync(string text)
    {
        await Task.Yield();
        return Answer();
    }

    public IAsyncEnumerable<LlmResult> TellAsync(string text, CancellationToken cancellationToken = default)
    {
        Calls++;
        return Items(cancellationToken);
    }

    public Task<LlmResult> CutAsync(ReadOnlySpan<char> text) => Task.FromResult(Answer());

    public IAsyncEnumerable<LlmResult> ReciteAsync(ReadOnlySpan<char> text) => Items();

    public LlmResult Plan(string text) => Answer();

    public IEnumerable<LlmResult> Tell(string text)
    {
        yield return Answer();
    }

    public IObservable<LlmResult> Push(string text) => new Pushed(this);

    private async IAsyncEnumerable<LlmResult> Items(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Token = cancellationToken;
        await Task.CompletedTask.ConfigureAwait(false);
        clock.Advance(Duration);
        yield return Result;
    }

    private LlmResult Answer()
    {
        Calls++;
        clock.Advance(Duration);
        return Result;
    }

    private static readonly LlmResult Result = new() { Text = "plan", Model = "m-1", Usage = TokenUsage.FromInclusive(10, 5) };

    private sealed class Pushed(Planner planner) : IObservable<LlmResult>
    {
        public IDisposable Subscribe(IObserver<LlmResult> observer)
        {
            observer.OnNext(planner.Answer());
            observer.OnCompleted();
            return new MemoryStream();
        }
    }
}
