using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Generated;
using TokenTracking.Pipelines.Tests.Billing;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests;

public sealed class RegisteredPipelineTests
{
    private readonly RecordingTracker _tracker = new();
    private readonly Ledger _ledger = new();

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task A_registered_chat_client_is_tracked_next_to_its_provider(ServiceLifetime lifetime)
    {
        var services = Pipeline.Services(_tracker);
        services.AddChatClient(new BilledChatClient(_ledger), lifetime).UseDistributedCache().UseFunctionInvocation();
        services.TrackAiProviders();

        await AskAsync(services);

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_client_that_a_factory_makes_is_tracked_next_to_its_provider()
    {
        var services = Pipeline.Services(_tracker);
        services.AddSingleton(new BilledChatClient(_ledger));
        services.AddChatClient(static provider => provider.GetRequiredService<BilledChatClient>()).UseFunctionInvocation();
        services.TrackAiProviders();

        await AskAsync(services);

        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_builder_that_is_registered_by_its_own_Build_is_tracked_next_to_its_provider()
    {
        var services = Pipeline.Services(_tracker);
        var builder = new ChatClientBuilder(new BilledChatClient(_ledger)).UseDistributedCache(Pipeline.Cache()).UseFunctionInvocation();
        services.AddSingleton<IChatClient>(builder.Build);
        services.TrackAiProviders();

        await AskAsync(services);

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_factory_that_only_holds_a_builder_is_decorated()
    {
        var services = Pipeline.Services(_tracker);
        var other = new BilledChatClient(_ledger);
        services.AddSingleton<IChatClient>(new ChatClientBuilder(other).BuildAnother);
        services.TrackAiProviders();

        await AskAsync(services);

        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task Called_twice_it_adds_one_step()
    {
        var services = Pipeline.Services(_tracker);
        services.AddChatClient(new BilledChatClient(_ledger)).UseFunctionInvocation();
        services.TrackAiProviders();
        services.TrackAiProviders();

        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IChatClient>();
        await client.AskTwiceAsync();

        _ledger.AssertEquals(_tracker);
        Assert.IsType<FunctionInvokingChatClient>(client);
        var tracked = Assert.IsAssignableFrom<IUsageTracked>(client.GetService(typeof(IUsageTracked)));
        Assert.Same(tracked, ((IChatClient)tracked).GetService(typeof(IUsageTracked)));
    }

    [Fact]
    public async Task An_own_step_in_a_wrong_place_is_made_up_for()
    {
        var services = Pipeline.Services(_tracker);
        services.AddChatClient(new BilledChatClient(_ledger)).UseTokenTracking().UseDistributedCache().UseFunctionInvocation();
        services.TrackAiProviders();

        await AskAsync(services);

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task A_step_that_is_added_later_is_below_and_makes_the_records_estimates()
    {
        var services = Pipeline.Services(_tracker);
        var builder = services.AddChatClient(new BilledChatClient(_ledger));
        services.TrackAiProviders();
        builder.UseFunctionInvocation();

        await AskAsync(services);

        Ledger.AssertEstimated(_tracker, nameof(FunctionInvokingChatClient));
    }

    [Fact]
    public async Task A_keyed_client_is_tracked_and_says_that_its_records_are_estimates()
    {
        var services = Pipeline.Services(_tracker);
        services.AddKeyedChatClient("fast", new BilledChatClient(_ledger)).UseFunctionInvocation();
        services.TrackAiProviders();

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<IChatClient>("fast").AskTwiceAsync();

        Assert.Equal(2, _tracker.Records.Count);
        Ledger.AssertEstimated(_tracker, nameof(FunctionInvokingChatClient));
    }

    [Fact]
    public async Task A_keyed_client_with_its_own_step_is_counted_right()
    {
        var services = Pipeline.Services(_tracker);
        services.AddKeyedChatClient("fast", new BilledChatClient(_ledger)).UseDistributedCache().UseFunctionInvocation().UseTokenTracking();
        services.TrackAiProviders();

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<IChatClient>("fast").AskTwiceAsync();

        Assert.Equal(3, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    [Fact]
    public async Task Embedding_generators_are_tracked_below_their_cache()
    {
        var services = Pipeline.Services(_tracker);
        services.AddEmbeddingGenerator(new BilledEmbeddings<string>(_ledger)).UseDistributedCache();
        services.AddEmbeddingGenerator(new BilledEmbeddings<Uri>(_ledger));
        services.TrackAiProviders();
        services.TrackAiProviders();

        await using var provider = services.BuildServiceProvider();
        var texts = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        await texts.GenerateAsync(["a"]);
        await texts.GenerateAsync(["a"]);
        await provider.GetRequiredService<IEmbeddingGenerator<Uri, Embedding<float>>>().GenerateAsync([new Uri("http://localhost/")]);

        Assert.Equal(2, _ledger.Count);
        Assert.Equal([7L, 7L], _tracker.Records.Select(static record => record.Usage.InputTokens!.Value));
        Assert.IsType<DistributedCachingEmbeddingGenerator<string, Embedding<float>>>(texts);
    }

    [Fact]
    public async Task Speech_and_image_clients_are_tracked_in_their_pipelines()
    {
        var services = Pipeline.Services(_tracker);
        services.AddLogging();
        services.AddSpeechToTextClient(new BilledMedia(_ledger)).UseLogging();
        services.AddImageGenerator(new BilledMedia(_ledger)).UseLogging();
        services.TrackAiProviders();

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ISpeechToTextClient>().GetTextAsync(new MemoryStream());
        await provider.GetRequiredService<IImageGenerator>().GenerateAsync(new ImageGenerationRequest("a cat"));

        Assert.Equal(2, _ledger.Count);
        _ledger.AssertEquals(_tracker);
    }

    private static async Task AskAsync(ServiceCollection services)
    {
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IChatClient>().AskTwiceAsync();
    }
}

/// <summary>A method of a builder that builds something else than the builder does.</summary>
internal static class OtherBuilds
{
    public static IChatClient BuildAnother(this ChatClientBuilder builder, IServiceProvider services)
        => new FunctionlessClient(new ChatClientBuilder(builder.Build(services)).Build());

    private sealed class FunctionlessClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => base.GetResponseAsync(messages, null, cancellationToken);
    }
}
