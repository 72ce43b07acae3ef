using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.AllocationFree.Tests;

/// <summary>
/// In a process of their own: no handler and nothing recorded by hand makes calls look for other layers.
/// </summary>
public sealed class AllocationTests
{
    [Fact]
    public void A_completed_call_allocates_nothing()
    {
        var tracker = new CountingTracker();
        var ready = new Ready().WithTokenTracking(tracker);

        var allocated = Allocation.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _ = ready.AskAsync("m");
        });

        Assert.Equal(0, allocated);
        Assert.True(tracker.Calls >= 200, $"{tracker.Calls} calls were recorded");
    }

    [Fact]
    public void A_completed_call_whose_lengths_are_read_allocates_nothing()
    {
        var tracker = new CountingTracker();
        var ready = new ReadyProvider().WithTokenTracking(tracker);
        var request = new LlmRequest { Prompt = "prompt", System = "system" };

        var allocated = Allocation.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _ = ready.CompleteAsync(request);
        });

        Assert.Equal(0, allocated);
        Assert.True(tracker.Calls >= 200, $"{tracker.Calls} calls were recorded");
    }

    private sealed class ReadyProvider : ILlmProvider
    {
        private readonly Task<LlmResult> _answer = Task.FromResult(new LlmResult { Text = "text" });

        public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default) => _answer;
    }

    private sealed class Ready : IReady
    {
        private readonly Task<LlmResult> _answer = Task.FromResult(new LlmResult { Text = "", Usage = TokenUsage.FromInclusive(7, 3) });

        public Task<LlmResult> AskAsync(string model) => _answer;
    }
}

/// <summary>A tracked interface whose answer is always there.</summary>
[TrackAiUsage]
public interface IReady
{
    Task<LlmResult> AskAsync(string model);
}
