using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TokenTracking.Tests.Loopback;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>One server on loopback that answers for every host: connections to any host lead to it.</summary>
public sealed class ProviderHostServer : IAsyncLifetime
{
    /// <summary>The header that names the exchange of a request.</summary>
    public const string ExchangeHeader = "x-exchange";

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new();
    private readonly WebApplication _app = LoopbackApp.CreateBuilder().Build();

    public async Task InitializeAsync()
    {
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    public Task DisposeAsync() => LoopbackApp.StopAtOnceAsync(_app).AsTask();

    internal string Expect(Exchange exchange)
    {
        var name = Guid.NewGuid().ToString("N");
        _exchanges[name] = exchange;
        return name;
    }

    internal SocketsHttpHandler CreateHandler()
    {
        var port = new Uri(_app.Urls.Single()).Port;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var exchange = _exchanges[context.Request.Headers[ExchangeHeader].ToString()];
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        exchange.Received = (context.Request.Host.Value!, body.ToArray());
        context.Response.StatusCode = exchange.Status;
        context.Response.ContentType = exchange.AnswerType;
        foreach (var (name, value) in exchange.Headers)
            context.Response.Headers[name] = value;
        if (!HttpMethods.IsHead(context.Request.Method) && exchange.Answer.Length > 0)
            await context.Response.Body.WriteAsync(exchange.Answer, context.RequestAborted);
    }

    internal sealed record Exchange(int Status, string AnswerType, IReadOnlyList<(string Name, string Value)> Headers, byte[] Answer)
    {
        public (string Host, byte[] Body) Received { get; set; }
    }
}
