using System.Text;

namespace TokenTracking.Benchmarks.Wire;

/// <summary>Who answers in a benchmark body.</summary>
public enum Api
{
    /// <summary>OpenAI chat completions.</summary>
    OpenAI,

    /// <summary>Anthropic Messages.</summary>
    Anthropic,
}

/// <summary>What fills a benchmark body.</summary>
public enum Filling
{
    /// <summary>One long text.</summary>
    OneString,

    /// <summary>Many small things: tool calls, log probabilities, blocks.</summary>
    Structure,
}

/// <summary>Bodies of a given size, valid for the official SDKs.</summary>
internal static class WireBodies
{
    private const string Words =
        "The quick brown fox jumps over the lazy dog, and it says: \\\"fine\\\".\\n Then it goes on, for a while, as models do. ";

    public static byte[] Plain(Api api, Filling filling, int size) => Encoding.UTF8.GetBytes((api, filling) switch
    {
        (Api.OpenAI, Filling.OneString) => ChatHead + $"\"content\":\"{Text(size)}\",\"refusal\":null}},\"logprobs\":null" + ChatTail,
        (Api.OpenAI, _) => ChatHead + "\"content\":\"x\",\"refusal\":null},\"logprobs\":{\"refusal\":null,\"content\":["
            + Repeat(size, static _ => "{\"token\":\" the\",\"logprob\":-0.0123,\"bytes\":[32,116,104,101],\"top_logprobs\":[]}") + "]}"
            + ChatTail,
        (_, Filling.OneString) => MessageHead + $"{{\"type\":\"text\",\"text\":\"{Text(size)}\"}}" + MessageTail,
        _ => MessageHead
            + Repeat(
                size, static index =>
                    $"{{\"type\":\"tool_use\",\"id\":\"toolu_{index}\",\"name\":\"get_weather\",\"input\":{{\"city\":\"Berlin\","
                    + $"\"days\":[1,2,3],\"unit\":\"c\"}}}}") + MessageTail,
    });

    /// <summary>A stream: one long event, or an event for every few words.</summary>
    public static byte[] Stream(Api api, Filling filling, int size)
    {
        var pieces = filling == Filling.OneString ? [Text(size)] : Pieces(size, api == Api.OpenAI ? 260 : 132);
        return Encoding.UTF8.GetBytes(api == Api.OpenAI
            ? string.Concat(
                pieces.Select(
                    static piece =>
                        $"data: {ChunkHead}\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{piece}\"}},\"logprobs\":null,"
                        + $"\"finish_reason\":null}}],\"usage\":null}}\n\n"))
                + $"data: {ChunkHead}\"choices\":[{{\"index\":0,\"delta\":{{}},\"logprobs\":null,\"finish_reason\":\"stop\"}}],"
                + $"\"usage\":null}}\n\n"
                + $"data: {ChunkHead}\"choices\":[],\"usage\":{ChatUsage}}}\n\ndata: [DONE]\n\n"
            : $"event: message_start\ndata: {{\"type\":\"message_start\",\"message\":{MessageHead}],\"stop_reason\":null,"
                + $"\"stop_sequence\":null,\"usage\":{MessageUsage}}}}}\n\n"
                + string.Concat(
                    pieces.Select(
                        static piece =>
                            $"event: content_block_delta\ndata: "
                            + $"{{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\","
                            + $"\"text\":\"{piece}\"}}}}\n\n"))
                + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":321}}\n\n"
                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    private const string ChatHead =
        """{"id":"chatcmpl-9","object":"chat.completion","created":1700000000,"model":"gpt-4o-2024-08-06","choices":["""
        + """{"index":0,"message":{"role":"assistant",""";

    private const string ChatUsage =
        """{"prompt_tokens":1000,"completion_tokens":321,"total_tokens":1321,"prompt_tokens_details":"""
        + """{"cached_tokens":600,"audio_tokens":0},"completion_tokens_details":"""
        + """{"reasoning_tokens":64,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";

    private const string ChatTail = ""","finish_reason":"stop"}],"usage":""" + ChatUsage
        + ""","service_tier":"default","system_fingerprint":"fp_1"}""";

    private const string ChunkHead =
        """{"id":"chatcmpl-9","object":"chat.completion.chunk","created":"""
        + """1700000000,"model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_1",""";

    private const string MessageHead =
        """{"id":"msg_9","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[""";

    private const string MessageUsage =
        """{"input_tokens":400,"cache_creation_input_tokens":0,"cache_read_input_tokens":600,"cache_creation":"""
        + """{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":321,"service_tier":"standard"}""";

    private const string MessageTail = """],"stop_reason":"end_turn","stop_sequence":null,"usage":""" + MessageUsage + "}";

    private static string Text(int size)
    {
        var text = new StringBuilder(size + Words.Length);
        while (text.Length < size - 500)
            text.Append(Words);
        return text.ToString();
    }

    private static string Repeat(int size, Func<int, string> item)
    {
        var text = new StringBuilder(size + 200);
        for (var index = 0; index == 0 || text.Length < size - 800; index++)
            text.Append(index == 0 ? "" : ",").Append(item(index));
        return text.ToString();
    }

    // An event is some hundred bytes around a word or two, as providers send them.
    private static IEnumerable<string> Pieces(int size, int eventSize)
    {
        for (var index = 0; index < Math.Max(2, (size - 1000) / eventSize); index++)
            yield return index % 3 == 0 ? " token" : " of the";
    }
}
