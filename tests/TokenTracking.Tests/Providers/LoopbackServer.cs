using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TokenTracking.Tests.Loopback;

namespace TokenTracking.Tests.Providers;

/// <summary>A real HTTP server on loopback that answers as a test tells it to, and keeps what it was asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public ReceivedRequest Request => Assert.Single(_requests);

    /// <summary>Answers the first request with the first reply, and so on; the last one serves for all further requests.</summary>
    public static async Task<LoopbackServer> StartAsync(params Reply[] replies)
    {
        var server = new LoopbackServer(LoopbackApp.CreateBuilder().Build());
        var count = -1;
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            server._requests.Enqueue(new ReceivedRequest(
                context.Request.Path,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
            await replies[Math.Min(Interlocked.Increment(ref count), replies.Length - 1)].WriteAsync(context);
        });
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => LoopbackApp.StopAtOnceAsync(_app);
}

internal sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

internal sealed record Reply(Func<HttpContext, Task> WriteAsync)
{
    public static Reply Json(string body, int status = 200, params (string Name, string Value)[] headers) => new(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    });

    public static Reply Html(int status) => new(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html><body>Bad gateway</body></html>");
    });

    /// <summary>A stream: each piece is flushed on its own.</summary>
    public static Reply Stream(string contentType, params string[] pieces)
        => new(context => WritePiecesAsync(context, contentType, pieces));

    /// <summary>A stream whose connection breaks after its last piece.</summary>
    public static Reply Cut(string contentType, params string[] pieces) => new(async context =>
    {
        await WritePiecesAsync(context, contentType, pieces);
        context.Abort();
    });

    /// <summary>A body that is announced longer than it is.</summary>
    public static Reply CutBody(string body) => new(async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length + 100;
        await context.Response.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Pieces, and then silence until the client goes away.</summary>
    public static Reply Silent(TaskCompletionSource reached, string contentType, params string[] pieces) => new(async context =>
    {
        if (pieces.Length > 0)
            await WritePiecesAsync(context, contentType, pieces);
        reached.TrySetResult();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    private static async Task WritePiecesAsync(HttpContext context, string contentType, string[] pieces)
    {
        context.Response.ContentType = contentType;
        foreach (var piece in pieces)
        {
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }
}
