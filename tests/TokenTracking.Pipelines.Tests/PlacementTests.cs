using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TokenTracking.Pipelines.Tests.Billing;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests;

/// <summary>A decorator above layers that make several calls or none says so, and marks its records.</summary>
public sealed class PlacementTests
{
    private readonly RecordingTracker _tracker = new();
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Above_a_tool_loop_a_record_is_an_estimate_with_a_note()
    {
        using var client = new BilledChatClient(_ledger).AsBuilder().UseFunctionInvocation().Build().WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Ledger.AssertEstimated(_tracker, "sum of their tokens");
    }

    [Fact]
    public async Task Above_a_cache_a_record_is_an_estimate_with_a_note()
    {
        using var client = new BilledChatClient(_ledger, toolRounds: 0).AsBuilder()
            .UseDistributedCache(Pipeline.Cache()).Build().WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Ledger.AssertEstimated(_tracker, "cached response");
    }

    [Fact]
    public async Task Above_a_fallback_a_record_is_an_estimate_with_a_note()
    {
        using var failover = new OrderedFailoverChatClient([new BilledChatClient(_ledger, 0), new BilledChatClient(_ledger, 0)]);
        using var client = new LoggedChatClient(failover).WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Ledger.AssertEstimated(_tracker, nameof(OrderedFailoverChatClient));
    }

    [Fact]
    public async Task A_users_own_layers_are_known_by_their_names_and_by_what_they_derive_from()
    {
        using var client = new AnswerMemory(new ResponseCache(new FallbackBetweenRegions(new BilledChatClient(_ledger, 0))))
            .WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Ledger.AssertEstimated(_tracker, $"{nameof(AnswerMemory)}, {nameof(ResponseCache)}, {nameof(FallbackBetweenRegions)}");
    }

    [Fact]
    public async Task Layers_that_only_pass_calls_on_change_nothing()
    {
        using var client = new LoggedChatClient(new BilledChatClient(_ledger, 0)).AsBuilder()
            .ConfigureOptions(static options => options.Temperature = 0).Use(static inner => new PromptCachingChatClient(inner))
            .Build().WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_layer_that_is_no_delegating_client_is_passed_by_GetService()
    {
        using var client = new Wrapped(new FunctionInvokingChatClient(new BilledChatClient(_ledger))).WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Ledger.AssertEstimated(_tracker, nameof(FunctionInvokingChatClient));
    }

    [Fact]
    public async Task A_layer_whose_GetService_throws_or_leads_back_to_itself_costs_no_call()
    {
        using var throwing = new Throwing(_ledger).WithTokenTracking(_tracker);
        using var circular = new Circular(_ledger).WithTokenTracking(_tracker);

        await throwing.AskTwiceAsync();
        await circular.AskTwiceAsync();

        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task The_log_names_the_layers_once_when_the_client_is_first_made()
    {
        var log = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), logger: log);
        var services = new ServiceCollection();
        services.AddSingleton<ITokenTracker>(tracker);
        services.AddKeyedChatClient("a", new BilledChatClient(_ledger), ServiceLifetime.Transient).UseFunctionInvocation();
        services.TrackAiProviders();
        await using var provider = services.BuildServiceProvider();
        Assert.Empty(log.Lines);

        for (var i = 0; i < 3; i++)
            await provider.GetRequiredKeyedService<IChatClient>("a").AskTwiceAsync();

        var (level, message) = Assert.Single(log.Lines, static line => line.Message.Contains("above", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("Microsoft.Extensions.AI.IChatClient", message, StringComparison.Ordinal);
        Assert.Contains(nameof(FunctionInvokingChatClient), message, StringComparison.Ordinal);
        Assert.Contains("UseTokenTracking()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_that_is_tracked_next_to_its_provider_logs_nothing()
    {
        var log = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), logger: log);
        using var client = new BilledChatClient(_ledger).AsBuilder().UseDistributedCache(Pipeline.Cache()).UseFunctionInvocation()
            .UseTokenTracking(tracker).Build().WithTokenTracking(tracker);

        await client.AskTwiceAsync();

        Assert.DoesNotContain(log.Lines, static line => line.Level >= LogLevel.Warning);
    }

    private sealed class LoggedChatClient(IChatClient inner) : DelegatingChatClient(inner);

    private sealed class PromptCachingChatClient(IChatClient inner) : DelegatingChatClient(inner);

    private sealed class ResponseCache(IChatClient inner) : DelegatingChatClient(inner);

    private sealed class FallbackBetweenRegions(IChatClient inner) : DelegatingChatClient(inner);

    private sealed class AnswerMemory(IChatClient inner) : DistributedCachingChatClient(inner, Pipeline.Cache());

    private sealed class Wrapped(IChatClient inner) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => inner.GetResponseAsync(messages, options, cancellationToken);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => inner.GetStreamingResponseAsync(messages, options, cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => inner.GetService(serviceType, serviceKey);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Throwing(Ledger ledger) : BilledChatClient(ledger, toolRounds: 0)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null)
            => serviceType == typeof(DelegatingChatClient) ? throw new InvalidOperationException("No services.") : null;
    }

    private sealed class Circular(Ledger ledger) : BilledChatClient(ledger, toolRounds: 0)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null)
            => serviceType == typeof(DelegatingChatClient) ? new LoggedChatClient(this) : null;
    }
}
