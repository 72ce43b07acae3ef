using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace TokenTracking.Pipelines;

/// <summary>A request that the server billed.</summary>
/// <param name="Id">The ID of its response.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Input">Input tokens, with the cached ones.</param>
/// <param name="Cached">Cached input tokens.</param>
/// <param name="Output">Output tokens.</param>
internal sealed record Billed(string Id, string Model, long Input, long Cached, long Output)
{
    /// <summary>USD for a million tokens: input, cached input, output.</summary>
    private static readonly Dictionary<string, (decimal Input, decimal Cached, decimal Output)> Prices = new(StringComparer.Ordinal)
    {
        ["gpt-4o"] = (2.50m, 1.25m, 10m),
        ["gpt-4o-mini"] = (0.15m, 0.075m, 0.60m),
    };

    public decimal Cost
    {
        get
        {
            var price = Prices[Model];
            return ((Input - Cached) * price.Input + Cached * price.Cached + Output * price.Output) / 1_000_000m;
        }
    }
}

/// <summary>A server on loopback that speaks OpenAI's chat dialect, and keeps a ledger of what it billed. A question says how it is
/// answered.</summary>
internal sealed class LedgerServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Billed> _billed = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly Task _serving;
    private int _requests;
    private int _refused;

    public LedgerServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<Billed> Billed => [.. _billed];

    /// <summary>Requests that were answered with an error, or never.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Clear()
    {
        _billed.Clear();
        _attempts.Clear();
        _refused = 0;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            await AnswerAsync(context.Response, body.RootElement);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client has gone, as it does when it cancels.
            context.Response.Abort();
        }
    }

    private async Task AnswerAsync(HttpListenerResponse response, JsonElement request)
    {
        var messages = request.GetProperty("messages");
        var question = Text(messages[0]);
        var number = Interlocked.Increment(ref _requests);
        if (question.StartsWith("slow", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refused);
            await Task.Delay(TimeSpan.FromSeconds(20));
            return;
        }

        if (question.StartsWith("dead", StringComparison.Ordinal)
            || (question.StartsWith("busy", StringComparison.Ordinal) && _attempts.AddOrUpdate(question, 1, static (_, n) => n + 1) == 1))
        {
            Interlocked.Increment(ref _refused);
            response.StatusCode = 500;
            await WriteAsync(response, "application/json", """{"error":{"message":"busy","type":"server_error"}}""");
            return;
        }

        var model = request.GetProperty("model").GetString()!;
        var billed = new Billed("chatcmpl-" + number, model, 100 + number % 977, 40 + number % 31, 20 + number % 13);
        var callsTool = question.StartsWith("tool", StringComparison.Ordinal) && request.TryGetProperty("tools", out _)
            && !messages.EnumerateArray().Any(static message => message.GetProperty("role").GetString() == "tool");
        _billed.Enqueue(billed);
        var isStream = request.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        await (isStream ? StreamAsync(response, billed, callsTool) : PlainAsync(response, billed, callsTool));
    }

    private static string Text(JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }

    private static Task PlainAsync(HttpListenerResponse response, Billed billed, bool callsTool)
    {
        var message = callsTool
            ? """{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":"""
                + """{"name":"now","arguments":"{}"}}]}"""
            : """{"role":"assistant","content":"hi"}""";
        return WriteAsync(response, "application/json", $$"""
            {"id":"{{billed.Id}}","object":"chat.completion","created":1700000000,"model":"{{billed.Model}}","choices":[{"index":0,
            "message":{{message}},"finish_reason":"{{(callsTool ? "tool_calls" : "stop")}}"}],"usage":{{Usage(billed)}} }
            """);
    }

    private static Task StreamAsync(HttpListenerResponse response, Billed billed, bool callsTool)
    {
        var head =
            $$"""{"id":"{{billed.Id}}","object":"chat.completion.chunk","created":1700000000,"model":"{{billed.Model}}","choices":""";
        var delta = callsTool
            ? """{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":"""
                + """{"name":"now","arguments":"{}"}}]}"""
            : """{"role":"assistant","content":"h"}""";
        var text = new StringBuilder()
            .Append("data: ").Append(head).Append($$"""[{"index":0,"delta":{{delta}} }]}""").Append("\n\n")
            .Append("data: ").Append(head)
            .Append($$"""[{"index":0,"delta":{},"finish_reason":"{{(callsTool ? "tool_calls" : "stop")}}"}]}""").Append("\n\n")
            .Append("data: ").Append(head).Append("[],\"usage\":").Append(Usage(billed)).Append("}\n\n")
            .Append("data: [DONE]\n\n");
        return WriteAsync(response, "text/event-stream", text.ToString());
    }

    private static string Usage(Billed billed) => $$"""
        {"prompt_tokens":{{billed.Input}},"completion_tokens":{{billed.Output}},"total_tokens":
        """ + $$"""
        {{billed.Input + billed.Output}},"prompt_tokens_details":{"cached_tokens":{{billed.Cached}} } }
        """;

    private static async Task WriteAsync(HttpListenerResponse response, string type, string text)
    {
        response.ContentType = type;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
