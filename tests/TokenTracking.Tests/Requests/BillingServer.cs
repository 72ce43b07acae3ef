using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TokenTracking.Tests.Loopback;

namespace TokenTracking.Tests.Requests;

/// <summary>An LLM on loopback that answers as the prompt asks it to, and keeps a ledger of the requests to it.</summary>
internal sealed class BillingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _ledger = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    private BillingServer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>The prompts of all requests.</summary>
    public IReadOnlyList<string> Ledger => [.. _ledger];

    /// <summary>Completes when the request of a prompt has arrived.</summary>
    public Task ArrivalOf(string prompt) => Arrival(prompt).Task;

    public static async Task<BillingServer> StartAsync()
    {
        var server = new BillingServer(LoopbackApp.CreateBuilder().Build());
        server._app.MapPost("/v1/chat/completions", server.AnswerAsync);
        server._app.MapGet("/weather", static () => "sunny");
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => LoopbackApp.StopAtOnceAsync(_app);

    private TaskCompletionSource Arrival(string prompt)
        => _arrivals.GetOrAdd(prompt, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body);
        var prompt = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
        _ledger.Enqueue(prompt);
        Arrival(prompt).TrySetResult();
        var id = Guid.NewGuid().ToString("N");
        var usage = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}";
        if (prompt.StartsWith("busy", StringComparison.Ordinal) && _refused.TryAdd(prompt, true))
        {
            context.Response.StatusCode = 503;
            await context.Response.WriteAsync("busy");
        }
        else if (prompt.StartsWith("silent", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        else if (prompt.StartsWith("stream", StringComparison.Ordinal))
        {
            var chunk = $"data: {{\"id\":\"{id}\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-5\",\"choices\":";
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(chunk + "[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}\n\n");
            await context.Response.WriteAsync(chunk + $"[],{usage}}}\n\ndata: [DONE]\n\n");
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $"{{\"id\":\"{id}\",\"object\":\"chat.completion\",\"model\":\"gpt-5\",\"choices\":[{{\"index\":0,"
                + $"\"message\":{{\"role\":\"assistant\",\"content\":\"hi\"}},\"finish_reason\":\"stop\"}}],{usage}}}");
        }
    }
}
