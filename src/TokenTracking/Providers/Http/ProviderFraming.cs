using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TokenTracking.Providers.Http;

/// <summary>How the pieces of a stream are told apart.</summary>
internal static class ProviderFraming
{
    /// <summary>Server-sent events. An item is null for the end mark <c>[DONE]</c>.</summary>
    public static async IAsyncEnumerable<TItem?> ReadEvents<TItem>(
        Stream stream, JsonTypeInfo<TItem> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : class
    {
        using var whole = new BlankLineAtEnd(stream);
        var parser = SseParser.Create(whole, (_, data) => data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, type));
        await foreach (var item in parser.EnumerateAsync(cancellationToken).ConfigureAwait(false))
            yield return item.Data;
    }

    /// <summary>One JSON object a line.</summary>
    public static async IAsyncEnumerable<TItem> ReadLines<TItem>(
        Stream stream, JsonTypeInfo<TItem> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : class
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line) && JsonSerializer.Deserialize(line, type) is { } item)
                yield return item;
        }
    }
}
