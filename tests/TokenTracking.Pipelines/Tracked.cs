using Microsoft.Extensions.AI;
using OpenAI.Chat;
using TokenTracking;

[assembly: TrackAiUsage(typeof(ChatClient))]
[assembly: TrackAiUsage(typeof(IChatClient))]

namespace TokenTracking.Pipelines;

/// <summary>An application's own interface, on top of a pipeline.</summary>
[TrackAiUsage]
internal interface IAnswerer
{
    Task<ChatResponse> AnswerAsync(string question, ChatOptions? options, CancellationToken cancellationToken);

    IAsyncEnumerable<ChatResponseUpdate> StreamAsync(string question, ChatOptions? options);
}

internal sealed class Answerer(IChatClient client) : IAnswerer
{
    public Task<ChatResponse> AnswerAsync(string question, ChatOptions? options, CancellationToken cancellationToken)
        => client.GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, question)], options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> StreamAsync(string question, ChatOptions? options)
        => client.GetStreamingResponseAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, question)], options);
}
