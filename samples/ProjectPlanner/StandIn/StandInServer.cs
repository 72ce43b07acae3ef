using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProjectPlanner.StandIn;

/// <summary>A loopback server that implements the interfaces of the three providers, for running the sample without keys. Its answers and
/// its
/// counts follow from the requests alone.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private int _requests;

    private StandInServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>How many requests it has answered.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<StandInServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StandInServer(app);
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            Interlocked.Increment(ref server._requests);
            return next(context);
        });
        var (anthropic, openAI, ollama) = (new AnthropicApi(), new OpenAIApi(), new OllamaApi());
        app.MapPost("/v1/messages", anthropic.AnswerAsync);
        app.MapPost("/v1/chat/completions", openAI.AnswerAsync);
        app.MapPost("/api/chat", OllamaApi.ChatAsync);
        app.MapPost("/api/generate", ollama.GenerateAsync);
        await app.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
