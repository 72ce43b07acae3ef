using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TokenTracking.Testing;

namespace TokenTracking.Sdk.Tests;

public sealed class ChatClientTests
{
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_response_is_recorded_with_what_the_clients_metadata_says()
    {
        using var client = new Scripted().WithTokenTracking(_tracker);

        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], new ChatOptions { MaxOutputTokens = 9 });

        Assert.Equal(
            ("acme", "acme-1", "acme-1-2026", 9L, 6L, 4L, 5L),
            (_tracker.Only.Provider, _tracker.Only.RequestModel, _tracker.Only.ResponseModel, _tracker.Only.MaxOutputTokens,
                _tracker.Only.Usage.FreshInputTokens, _tracker.Only.Usage.CacheReadTokens, _tracker.Only.Usage.OutputTokens));
    }

    [Fact]
    public async Task Usage_that_comes_in_several_parts_of_a_stream_is_added_up()
    {
        using var client = new Scripted().WithTokenTracking(_tracker);
        await foreach (var _ in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")]))
        {
        }

        Assert.Equal((20L, 10L), (_tracker.Only.Usage.InputTokens, _tracker.Only.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_chat_client_over_a_tracked_one_counts_once()
    {
#pragma warning disable TT1005 // what the rule warns of costs no second record
        using var over = new Delegating(new Scripted().WithTokenTracking(_tracker)).WithTokenTracking(_tracker);
#pragma warning restore TT1005

        await over.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")]);

        Assert.Single(_tracker.Records);
    }

    [Fact]
    public async Task A_local_cache_hit_is_not_billed()
    {
        using var cached = new Cached(new Scripted().WithTokenTracking(_tracker));
        var first = await cached.GetResponseAsync("hello");

        Assert.Same(first, await cached.GetResponseAsync("hello"));
        Assert.Single(_tracker.Records);
    }

    [Fact]
    public void The_inner_clients_services_are_handed_out_as_its_contract_says()
    {
        using var inner = new Scripted();
        using var client = inner.WithTokenTracking(_tracker);

        Assert.Same(client, client.GetService(typeof(IChatClient)));
        Assert.Same(inner, client.GetService(typeof(Scripted)));
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
        Assert.NotNull(client.GetService(typeof(ChatClientMetadata)));
    }

    private class Scripted : IChatClient
    {
        private static UsageDetails Usage => new() { InputTokenCount = 10, OutputTokenCount = 5, CachedInputTokenCount = 4 };

        public virtual Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { ModelId = "acme-1-2026", Usage = Usage });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "hi");
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null)
            => serviceKey is not null ? null
                : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("acme", null, "acme-1")
                : serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }
    }

    /// <summary>Answers what it was asked before without asking again, as caches of an application do.</summary>
    private sealed class Cached(IChatClient inner) : DelegatingChatClient(inner)
    {
        private readonly Dictionary<string, ChatResponse> _answers = new(StringComparer.Ordinal);

        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var question = string.Concat(messages.Select(static message => message.Text));
            return _answers.TryGetValue(question, out var known)
                ? known
                : _answers[question] = await base.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options, cancellationToken);
        }
    }

    private sealed class Delegating(IChatClient inner) : DelegatingChatClient(inner);
}
