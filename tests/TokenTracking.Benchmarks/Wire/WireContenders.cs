using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Anthropic.Models.Messages;
using OpenAI.Chat;
using TokenTracking.Wire;

namespace TokenTracking.Benchmarks.Wire;

/// <summary>
/// Ways to get at the usage of a body: ours, a parsed document, and what the official SDKs do. Each returns the total of tokens.
/// </summary>
internal static class WireContenders
{
    public static long Ours(byte[] body) => UsageReader.Read(body).Usage.TotalTokens ?? -1;

    public static long Document(Api api, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return Total(api, document.RootElement.GetProperty("usage"));
    }

    public static long DocumentOfEach(Api api, byte[] body)
    {
        long total = -1;
        foreach (var item in Events(body))
        {
            using var document = JsonDocument.Parse(item);
            if (document.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
                total = api == Api.OpenAI ? Total(api, usage) : usage.GetProperty("output_tokens").GetInt64();
        }

        return total;
    }

    public static long Sdk(Api api, byte[] body)
        => api == Api.OpenAI
            ? ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromBytes(body))!.Usage.TotalTokenCount
            : JsonSerializer.Deserialize<Message>(body)!.Usage is var usage ? usage.InputTokens + usage.OutputTokens : -1;

    public static long SdkOfEach(Api api, byte[] body)
    {
        long total = -1;
        foreach (var item in Events(body))
        {
            if (api == Api.OpenAI)
            {
                if (ModelReaderWriter.Read<StreamingChatCompletionUpdate>(BinaryData.FromBytes(item))!.Usage is { } usage)
                    total = usage.TotalTokenCount;
            }
            else if (JsonSerializer.Deserialize<RawMessageStreamEvent>(item)!.TryPickDelta(out var delta))
            {
                total = delta.Usage.OutputTokens;
            }
        }

        return total;
    }

    private static long Total(Api api, JsonElement usage)
        => api == Api.OpenAI
            ? usage.GetProperty("total_tokens").GetInt64()
            : usage.GetProperty("input_tokens").GetInt64() + usage.GetProperty("output_tokens").GetInt64();

    private static IEnumerable<byte[]> Events(byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        foreach (var item in SseParser.Create(stream, static (_, data) => data.ToArray()).Enumerate())
        {
            if (item.Data.Length > 0 && item.Data[0] == '{')
                yield return item.Data;
        }
    }
}
