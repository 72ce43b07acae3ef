using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI.Audio;
using OpenAI.Images;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>OpenAI's images and transcriptions.</summary>
internal static class OpenAIMedia
{
    private static readonly Situation[] Possible = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed];

    public static Sdk Images { get; } = new("`ImageClient`, many images", "OpenAI", "openai", "gpt-image-1", Image)
    {
        Tracked = "ImageClient",
        Adapter = "AsIImageGenerator()",
        Transport = OpenAIChat.Transport,
        Situations = Possible,
        NotThroughAdapter = [Situation.Repeated],
    };

    public static Sdk OneImage { get; } = new("`ImageClient`, one image", "OpenAI", "openai", "gpt-image-1", static connection =>
    {
        var client = ImageClient(connection);
        return new Questions(cancellation => client.GenerateImageAsync("hello", cancellationToken: cancellation));
    })
    {
        Tracked = "ImageClient",
        Transport = OpenAIChat.Transport,
        Situations = Possible,
        Losses = [Lost.FailedAttempt],
    };

    public static Sdk Transcription { get; } = new("`AudioClient`, transcription", "OpenAI", "openai", "gpt-4o-transcribe", Audio)
    {
        Tracked = "AudioClient",
        Adapter = "AsISpeechToTextClient()",
        Transport = OpenAIChat.Transport,
        Situations = [.. Possible, Situation.Streamed],
        NotThroughAdapter = [Situation.Repeated],
    };

    private static Conversation Image(Connection connection)
    {
        var client = ImageClient(connection);
        if (!connection.UsesAdapter)
            return new Questions(cancellation => client.GenerateImagesAsync("hello", 1, cancellationToken: cancellation));
        var adapter = client.AsIImageGenerator();
        return new ImageCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    private static ImageClient ImageClient(Connection connection)
    {
        var client = new ImageClient("gpt-image-1", new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
        return connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client;
    }

    private static Conversation Audio(Connection connection)
    {
        var client = new AudioClient("gpt-4o-transcribe", new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
        if (connection.DecoratesClient)
            client = client.WithTokenTracking(connection.Tracker);
        if (!connection.UsesAdapter)
        {
            return new Questions(
                cancellation => client.TranscribeAudioAsync(Speech(), "speech.mp3", cancellationToken: cancellation),
                (leaves, cancellation) => client.TranscribeAudioStreamingAsync(Speech(), "speech.mp3", cancellationToken: cancellation)
                    .ReadAsync(leaves));
        }

        var adapter = client.AsISpeechToTextClient();
        return new SpeechCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    private static MemoryStream Speech() => new([1, 2, 3]);
}
