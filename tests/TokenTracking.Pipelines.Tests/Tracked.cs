using Microsoft.Extensions.AI;
using TokenTracking;

[assembly: TrackAiUsage(typeof(IChatClient))]
[assembly: TrackAiUsage(typeof(IEmbeddingGenerator<,>))]
[assembly: TrackAiUsage(typeof(ISpeechToTextClient))]
[assembly: TrackAiUsage(typeof(IImageGenerator))]
