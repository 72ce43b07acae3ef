using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TokenTracking.CodeFixes.Tests.Audited;

/// <summary>
/// A server on loopback that speaks the three providers' languages: each answer costs 10 tokens in and 3 out, and each request is counted.
/// </summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private CountingServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<CountingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CountingServer(builder.Build());
        server.Answer("/v1/messages", """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-4-5","content":
            """ + """
            [{"type":"text","text":"answer"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":3}}
            """);
        server.Answer("/v1/chat/completions", """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,"message":
            """ + """
            {"role":"assistant","content":"answer"},"finish_reason":"stop"}],"usage":
            """ + """
            {"prompt_tokens":10,"completion_tokens":3,"total_tokens":13}}
            """);
        server.Answer("/api/chat", """
            {"model":"llama3:8b","created_at":"2026-01-01T00:00:00Z","message":
            """ + """
            {"role":"assistant","content":"answer"},"done":true,"done_reason":"stop","prompt_eval_count":10,"eval_count":3}
            """);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Answer(string path, string body) => _app.MapPost(path, async (HttpContext context) =>
    {
        Interlocked.Increment(ref _requests);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    });
}
