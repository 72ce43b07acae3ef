using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TokenTracking.Providers.Http;

/// <summary>How the pieces of a stream are told apart. Each is read twice over the same bytes: for its usage, then for the rest.</summary>
internal static class ProviderFraming
{
    /// <summary>Server-sent events. An item is null for the end mark <c>[DONE]</c>.</summary>
    public static async IAsyncEnumerable<TItem?> ReadEvents<TItem>(
        Stream stream, JsonTypeInfo<TItem> type, StreamedUsage usage, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : class
    {
        using var whole = new BlankLineAtEnd(stream);
        var parser = SseParser.Create(whole, (name, data) =>
        {
            usage.TakeEvent(name, data);
            return data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, type);
        });
        await foreach (var item in parser.EnumerateAsync(cancellationToken).ConfigureAwait(false))
            yield return item.Data;
    }

    /// <summary>One JSON object a line.</summary>
    public static async IAsyncEnumerable<TItem> ReadLines<TItem>(
        Stream stream, JsonTypeInfo<TItem> type, StreamedUsage usage, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : class
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var bytes = Encoding.UTF8.GetBytes(line);
            usage.TakeLine(bytes);
            if (JsonSerializer.Deserialize(bytes, type) is { } item)
                yield return item;
        }
    }
}
