using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.DependencyInjection;

public sealed class AddTokenTrackingTests
{
    [Fact]
    public async Task One_tracker_serves_the_whole_container()
    {
        await using var provider = new ServiceCollection().AddTokenTracking().BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<TokenTracker>(), provider.GetRequiredService<ITokenTracker>());
        Assert.Same(provider.GetRequiredService<IUsageStore>(), provider.GetRequiredService<TokenTracker>().Store);
        Assert.IsType<InMemoryUsageStore>(provider.GetRequiredService<IUsageStore>());
    }

    [Fact]
    public async Task Store_options_prices_and_clock_are_the_chosen_ones()
    {
        var store = new InMemoryUsageStore();
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock);
        services.AddTokenTracking(tracking =>
        {
            Assert.Same(services, tracking.Services);
            tracking.Options.FallbackPricePer1KTokens = 2m;
            tracking.UseStore(new InMemoryUsageStore()).UseStore(_ => store).UsePrices(PriceBook.Default);
        });
        await using var provider = services.BuildServiceProvider();
        var tracker = provider.GetRequiredService<TokenTracker>();

        var stats = tracker.Track("proj_1", TokenUsage.FromInclusive(900, 100), "a-model-without-a-price");

        Assert.Same(store, tracker.Store);
        Assert.Same(clock, tracker.TimeProvider);
        Assert.Equal(2m, stats.TotalCost);
    }

    [Fact]
    public async Task Added_twice_it_goes_on_configuring_the_same_tracker()
    {
        var services = new ServiceCollection();
        services.AddTokenTracking(tracking => tracking.Options.Enabled = false)
            .AddTokenTracking(tracking => tracking.Options.WriteInterval = TimeSpan.FromDays(1));
        await using var provider = services.BuildServiceProvider();

        Assert.False(provider.GetRequiredService<TokenTracker>().IsEnabled);
        Assert.Single(provider.GetServices<IHostedService>());
        Assert.Single(provider.GetServices<TokenTrackingOptions>());
    }

    [Fact]
    public async Task Starting_the_host_loads_what_was_stored_and_samples_rates_until_it_stops()
    {
        var clock = new ManualTimeProvider();
        var store = new InMemoryUsageStore();
        var earlier = new UsageRecord
        {
            Id = Guid.NewGuid(), Time = clock.GetUtcNow().AddDays(-1), Project = "proj_1", Usage = TokenUsage.FromInclusive(30, 12),
        };
        await store.WriteAsync(new[] { earlier });
        await using var provider = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddTokenTracking(t => t.UseStore(store))
            .BuildServiceProvider();
        var tracker = provider.GetRequiredService<TokenTracker>();
        var service = Assert.Single(provider.GetServices<IHostedService>());

        await service.StartAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(3));
        tracker.Track("proj_1", TokenUsage.FromInclusive(5, 3), "m");
        await service.StopAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(50, tracker.GetProjectStats("proj_1").TotalTokens);
        Assert.Equal(3, tracker.GetSpendRateHistory("proj_1").Count);
        Assert.Equal(2, store.Records.Count);
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_to_be_so_and_stops_nothing()
    {
        var log = new CollectingLogger();
        var services = new ServiceCollection().AddSingleton<ILogger<TokenTracker>>(log).AddTokenTracking(t => t.UseStore(new AwayStore()));
        var provider = services.BuildServiceProvider();
        var service = Assert.Single(provider.GetServices<IHostedService>());
        var tracker = provider.GetRequiredService<TokenTracker>();

        await service.StartAsync(CancellationToken.None);
        var stats = tracker.Track("proj_1", TokenUsage.FromInclusive(5, 3), "m");
        await service.StopAsync(CancellationToken.None);

        Assert.Equal(8, stats.TotalTokens);
        Assert.Contains(
            log.Errors, error => error.StartsWith("The records of earlier processes could not be loaded", StringComparison.Ordinal));
        Assert.Contains(log.Errors, error => error.StartsWith("The last records could not be moved", StringComparison.Ordinal));
    }

    [Fact]
    [NotTracked("looks at the registration alone, and calls nothing")]
    public async Task Providers_can_be_registered_by_their_type()
    {
        await using var provider = new ServiceCollection()
            .AddSingleton<ILlmProvider, AnthropicProvider>().AddSingleton(new AnthropicOptions { ApiKey = "k" })
            .BuildServiceProvider();

        Assert.Equal("anthropic", provider.GetRequiredService<ILlmProvider>().Name);
    }

    private sealed class AwayStore : IUsageStore
    {
        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
            => throw new UsageStoreException("The store is away.");

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => throw new UsageStoreException("The store is away.");
    }

    private sealed class CollectingLogger : ILogger<TokenTracker>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                Errors.Add(formatter(state, exception));
        }
    }
}
