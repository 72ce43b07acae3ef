#pragma warning disable OPENAI001 // The factory of the SDK's results is experimental.
using OpenAI.Chat;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Counts that an adapter drops, in a project that does not reference the SDK below it.</summary>
public sealed class LossyAdapterTests
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        using TokenTracking;
        [assembly: TrackAiUsage(typeof(IChatClient))]
        public sealed class Adapter(object? response, object? usage, long? writes) : IChatClient
        {
            private UsageDetails Counts() => new()
            {
                InputTokenCount = 100, OutputTokenCount = 5,
                AdditionalCounts = writes is { } count ? new() { ["CacheCreationInputTokens"] = count } : null,
            };
            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => Task.FromResult(new ChatResponse { RawRepresentation = response, Usage = Counts() });
            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "hi");
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Counts()) { RawRepresentation = usage }]);
            }
            public object? GetService(Type serviceType, object? serviceKey = null) => null;
            public void Dispose() { }
        }
        public static class Entry
        {
            public static async Task Use(ITokenTracker tracker, object? response, object? usage, long? writes, bool isStreamed)
            {
                var client = new Adapter(response, usage, writes).WithTokenTracking(tracker);
                if (!isStreamed)
                    await client.GetResponseAsync("hi");
                else
                    await foreach (var _ in client.GetStreamingResponseAsync("hi")) { }
            }
        }
        """;

    private static readonly ChatTokenUsage Usage = OpenAIChatModelFactory.ChatTokenUsage(5, 100, 105);

    private static readonly GeneratorRun Run = GeneratorRun.Of(
        new GeneratorRunOptions
        {
            References = [.. TestReferences.Consumer, .. TestReferences.Named("Microsoft.Extensions.AI.Abstractions")],
        },
        Source);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_whose_adapter_drops_counts_is_partial(bool isStreamed)
    {
        var record = await Use(OpenAIChatModelFactory.ChatCompletion(usage: Usage), Usage, null, isStreamed);

        Assert.Equal((100L, UsageCompleteness.Partial), (record.Usage.InputTokens, record.Completeness));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_with_all_counts_is_complete(bool isStreamed)
    {
        var record = await Use(OpenAIChatModelFactory.ChatCompletion(usage: Usage), Usage, 7, isStreamed);

        Assert.Equal((7L, UsageCompleteness.Complete), (record.Usage.CacheWriteTokens, record.Completeness));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_of_another_adapter_is_complete(bool isStreamed)
    {
        foreach (var source in new[] { null, "text", new object() })
            Assert.Equal(UsageCompleteness.Complete, (await Use(source, source, null, isStreamed)).Completeness);
    }

    private static async Task<UsageRecord> Use(object? response, object? usage, long? writes, bool isStreamed)
    {
        var tracker = new RecordingTracker();
        await Run.Call<Task>("Entry", "Use", tracker, response, usage, writes, isStreamed);
        return Assert.Single(tracker.Records);
    }
}
