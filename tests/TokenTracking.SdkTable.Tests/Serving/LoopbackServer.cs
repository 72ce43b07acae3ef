using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>The server of all cells. The first segment of a path names the ledger, the second the host that was asked.</summary>
internal sealed class LoopbackServer
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, Ledger> _ledgers = new(StringComparer.Ordinal);
    private int _last;

    private LoopbackServer()
    {
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    public static LoopbackServer Shared { get; } = new();

    public Uri Address { get; }

    /// <summary>Adds a ledger.</summary>
    /// <returns>The segment that names it.</returns>
    public string Add(Ledger ledger)
    {
        var name = Interlocked.Increment(ref _last).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ledgers[name] = ledger;
        return name;
    }

    public void Remove(string name) => _ledgers.TryRemove(name, out _);

    private static (HttpListener Listener, Uri Address) Listen()
    {
        while (true)
        {
            int port;
            using (var socket = new TcpListener(IPAddress.Loopback, 0))
            {
                socket.Start();
                port = ((IPEndPoint)socket.LocalEndpoint).Port;
            }

            var listener = new HttpListener { IgnoreWriteExceptions = true };
            var address = new Uri($"http://127.0.0.1:{port}/");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close(); // another process has taken the port since
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var context = await _listener.GetContextAsync();
            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var parts = context.Request.Url!.AbsolutePath.Split('/', 4);
        if (!_ledgers.TryGetValue(parts[1], out var ledger))
        {
            context.Response.Abort();
            return;
        }

        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        if (await ledger.AnswerAsync(parts[2], "/" + Uri.UnescapeDataString(parts[3]), body) is not { } answer)
        {
            context.Response.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        // Read by clients that would wait before they try again.
        context.Response.Headers["Retry-After"] = "0";
        context.Response.Headers["retry-after-ms"] = "1";
        if (ledger.HoldsStreams)
        {
            context.Response.SendChunked = true;
            await context.Response.OutputStream.WriteAsync(answer.Beginning());
            await context.Response.OutputStream.FlushAsync();
            await ledger.Closed();
            context.Response.Abort();
            return;
        }

        context.Response.ContentLength64 = answer.Body.Length;
        await context.Response.OutputStream.WriteAsync(answer.Body);
        context.Response.Close();
    }
}
