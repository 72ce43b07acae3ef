namespace TokenTracking.WebPages;

/// <summary>A proxy on loopback that answers in place of OpenAI and counts the requests that would have been billed.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private const string Answer = """
        {
          "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "gpt-5-mini-2025-08-07",
          "choices": [{ "index": 0, "message": { "role": "assistant", "content": "Hi" }, "finish_reason": "stop" }],
          "usage": { "prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12 }
        }
        """;

    private readonly WebApplication _app;
    private int _requests;

    private CountingServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<CountingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new CountingServer(app);
        app.MapPost("/v1/chat/completions", () =>
        {
            Interlocked.Increment(ref server._requests);
            return Results.Text(Answer, "application/json");
        });
        app.MapGet("/v1/models", () => Results.Text("""{ "object": "list", "data": [] }""", "application/json"));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
