using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TokenTracking.Pipelines.Tests.Billing;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests;

public sealed class UseTokenTrackingTests
{
    private readonly RecordingTracker _tracker = new();
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task As_the_last_step_it_records_each_round_of_a_tool_loop_and_no_cached_response()
    {
        using var client = new BilledChatClient(_ledger).AsBuilder()
            .UseDistributedCache(Pipeline.Cache()).UseFunctionInvocation().UseTokenTracking(_tracker).Build();

        await client.AskTwiceAsync();

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task Streams_are_recorded_round_by_round()
    {
        using var client = new BilledChatClient(_ledger).AsBuilder().UseFunctionInvocation().UseTokenTracking(_tracker).Build();

        await client.StreamAsync();

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task It_takes_the_tracker_of_the_services_that_the_pipeline_is_built_with()
    {
        await using var services = Pipeline.Services(_tracker).BuildServiceProvider();
        using var client = new BilledChatClient(_ledger).AsBuilder().UseFunctionInvocation().UseTokenTracking().Build(services);

        await client.AskTwiceAsync();

        Assert.Equal(6, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public void Without_a_tracker_it_names_what_is_missing()
    {
        var builder = new BilledChatClient(_ledger).AsBuilder().UseTokenTracking();

        var exception = Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Contains("AddTokenTracking", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => builder.Build(new ServiceCollection().BuildServiceProvider()));
    }

    [Fact]
    public async Task Twice_records_once()
    {
        using var client = new BilledChatClient(_ledger).AsBuilder()
            .UseTokenTracking(_tracker).UseFunctionInvocation().UseLogging(NullLoggerFactory.Instance)
            .UseTokenTracking(_tracker).UseTokenTracking(_tracker).Build();

        await client.AskTwiceAsync();

        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_tracked_client_above_the_pipeline_does_not_record_cached_responses()
    {
        using var client = new BilledChatClient(_ledger).AsBuilder()
            .UseDistributedCache(Pipeline.Cache()).UseFunctionInvocation().UseTokenTracking(_tracker).Build().WithTokenTracking(_tracker);

        await client.AskTwiceAsync();

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task Embeddings_are_recorded_below_their_cache()
    {
        using var generator = new BilledEmbeddings<string>(_ledger).AsBuilder()
            .UseDistributedCache(Pipeline.Cache()).UseTokenTracking(_tracker).Build();

        await generator.GenerateAsync(["a", "b"]);
        await generator.GenerateAsync(["a", "b"]);

        Assert.Equal(1, _ledger.Count);
        Assert.Equal(14, _tracker.Only.Usage.InputTokens);
    }

    [Fact]
    public async Task Speech_and_images_have_the_step_as_well()
    {
        using var speech = ((ISpeechToTextClient)new BilledMedia(_ledger)).AsBuilder().UseTokenTracking(_tracker).Build();
        using var images = ((IImageGenerator)new BilledMedia(_ledger)).AsBuilder().UseTokenTracking(_tracker).Build();
        await speech.GetTextAsync(new MemoryStream());
        await images.GenerateAsync(new ImageGenerationRequest("a cat"));

        Assert.Equal(2, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public void The_built_client_disposes_of_what_is_below_it()
    {
        var inner = new Disposed(_ledger);

        inner.AsBuilder().UseTokenTracking(_tracker).Build().Dispose();

        Assert.True(inner.IsDisposed);
    }

    private sealed class Disposed(Ledger ledger) : DelegatingChatClient(new BilledChatClient(ledger))
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            IsDisposed = true;
        }
    }
}
