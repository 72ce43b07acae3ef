using Anthropic;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using TokenTracking;

[assembly: TrackAiUsage(typeof(ChatClient))]
[assembly: TrackAiUsage(typeof(EmbeddingClient))]
[assembly: TrackAiUsage(typeof(IAnthropicClient))]
[assembly: TrackAiUsage(typeof(IChatClient))]
