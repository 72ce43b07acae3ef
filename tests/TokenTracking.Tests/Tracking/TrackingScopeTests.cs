namespace TokenTracking.Tests.Tracking;

public sealed class TrackingScopeTests
{
    [Fact]
    public void An_inner_scope_overrides_what_it_names_and_inherits_the_rest()
    {
        using var outer = TrackingScope.Begin(project: "p", agent: "a", metadata: Metadata(("k", "outer"), ("o", "1")));
        using (var inner = TrackingScope.Begin(agent: "b", task: "t", metadata: Metadata(("k", "inner"))))
        {
            Assert.Same(inner, TrackingScope.Current);
            Assert.Equal(("p", "b", "t"), (inner.Project, inner.Agent, inner.Task));
            Assert.Equal("inner", inner.Metadata!["k"]);
            Assert.Equal("1", inner.Metadata["o"]);
        }

        Assert.Same(outer, TrackingScope.Current);
        Assert.Null(outer.Task);
    }

    [Fact]
    public async Task A_scope_flows_into_async_code_and_ends_for_it_too()
    {
        Assert.Null(TrackingScope.Current);
        var ended = new TaskCompletionSource();
        Task<(string?, string?)> branch;
        using (TrackingScope.Begin(project: "p"))
            branch = Observe();
        ended.SetResult();

        Assert.Equal(("p", null), await branch);
        Assert.Null(TrackingScope.Current);

        async Task<(string?, string?)> Observe()
        {
            var before = TrackingScope.Current?.Project;
            await ended.Task;
            return (before, TrackingScope.Current?.Project);
        }
    }

    [Fact]
    public void Scopes_ended_in_the_wrong_order_leave_none_behind()
    {
        var outer = TrackingScope.Begin(project: "outer");
        var inner = TrackingScope.Begin(project: "inner");

        outer.Dispose();
        Assert.Same(inner, TrackingScope.Current);
        inner.Dispose();

        Assert.Null(TrackingScope.Current);
    }

    private static Dictionary<string, string> Metadata(params (string Key, string Value)[] entries)
        => entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
