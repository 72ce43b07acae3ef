namespace TokenTracking.Admission.Tests;

/// <summary>A call of each member, to its end.</summary>
internal static class PlannerCalls
{
    private static readonly Dictionary<string, Func<IPlanner, Task>> All = new(StringComparer.Ordinal)
    {
        ["task"] = static planner => planner.PlanAsync("m", 64, "t-1"),
        ["value task"] = static async planner => await planner.FindAsync("x"),
        ["asynchronous stream"] = static planner => Read(planner.TellAsync("x")),
        ["task of a span"] = static planner => planner.CutAsync("x"),
        ["asynchronous stream of a span"] = static planner => Read(planner.ReciteAsync("x")),
        ["result"] = static planner => Task.FromResult(planner.Plan("x")),
        ["stream"] = static planner => Task.FromResult(planner.Tell("x").Count()),
        ["pushed stream"] = static planner => Task.FromResult(planner.Push("x").Subscribe(new Listener())),
    };

    public static TheoryData<string> Shapes => [.. All.Keys];

    /// <summary>The members that can wait for their admission.</summary>
    public static TheoryData<string> WaitingShapes
        => ["task", "value task", "asynchronous stream", "asynchronous stream of a span"];

    public static Task MakeAsync(string shape, IPlanner planner) => All[shape](planner);

    public static async Task Read(IAsyncEnumerable<LlmResult> stream, CancellationToken cancellationToken = default)
    {
        await foreach (var item in stream.WithCancellation(cancellationToken))
            Assert.Equal("plan", item.Text);
    }

    private sealed class Listener : IObserver<LlmResult>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => Assert.Fail(error.ToString());

        public void OnNext(LlmResult value) => Assert.Equal("plan", value.Text);
    }
}
