using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Audio;
using OpenAI.Moderations;
using OpenAI.Realtime;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>What OpenAI bills without a word about tokens, and what it does not bill.</summary>
internal static class OpenAIUnread
{
    public static IEnumerable<Sdk> All =>
    [
        new("`AudioClient`, speech", "OpenAI", "openai", "gpt-4o-mini-tts", static connection =>
        {
            var client = new AudioClient("gpt-4o-mini-tts", new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            return new Questions(
                cancellation => client.GenerateSpeechAsync("hello", GeneratedSpeechVoice.Alloy, cancellationToken: cancellation));
        })
        {
            Tracked = "AudioClient", Transport = OpenAIChat.Transport,
            Situations = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed],
            Losses =
            [
                new([Way.Handler, Way.All], [Situation.Plain, Situation.Retried], ["Missing"],
                    "The answer is sound, and states no usage."),
                new([Way.Decorator], [], ["nothing", "Missing"], "The result is sound, and has no property with usage."),
            ],
        },
        new("`ModerationClient` (costs nothing)", "OpenAI", "openai", "omni-moderation-latest", static connection =>
        {
            var client = new ModerationClient("omni-moderation-latest", new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
            return new Questions(cancellation => client.ClassifyTextAsync("hello", cancellation));
        })
        {
            Transport = OpenAIChat.Transport, Situations = [Situation.Plain],
        },
        new("`RealtimeClient`, client secret (costs nothing)", "OpenAI", "openai", "gpt-realtime", static connection =>
        {
            var client = new RealtimeClient(new ApiKeyCredential("none"), new RealtimeClientOptions
            {
                Transport = new HttpClientPipelineTransport(connection.Http),
            });
            var body = BinaryContent.Create(BinaryData.FromString("{}"));
            return new Questions(
                cancellation => client.CreateRealtimeClientSecretAsync(body, new RequestOptions { CancellationToken = cancellation }));
        })
        {
            Transport = OpenAIChat.Transport, Situations = [Situation.Plain],
        },
    ];
}
