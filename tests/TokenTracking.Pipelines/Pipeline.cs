using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace TokenTracking.Pipelines;

/// <summary>Builds what a specification says, of the real clients and adapters.</summary>
internal sealed class Pipeline : IDisposable
{
    // The server answers in place of this provider, at its prices. From an address on this machine, nobody would know.
    private const string Maker = "openai";

    private readonly List<IDisposable> _owned = [];
    private readonly ITokenTracker _tracker;
    private readonly LedgerServer _server;
    private readonly Container? _container;

    public Pipeline(PipelineSpec spec, LedgerServer server, ITokenTracker tracker)
    {
        _tracker = tracker;
        _server = server;
        Client = spec.Registration == Registration.None ? spec.Layers.Aggregate(Provider(), Over)
            : (_container = new Container(spec, tracker, Provider, Over)).Client;
        if (spec.HasOwnInterface)
            Answerer = new Answerer(Client).WithTokenTracking(tracker);

        IChatClient Provider() => Adapter(spec, "gpt-4o");
        IChatClient Over(IChatClient client, Layer layer) => this.Over(client, layer, spec);
    }

    public IChatClient Client { get; }

    public IAnswerer? Answerer { get; }

    public void Dispose()
    {
        if (_container is not null)
            _container.Dispose();
        else
            Client.Dispose();
        foreach (var owned in _owned)
            owned.Dispose();
    }

    private IChatClient Over(IChatClient client, Layer layer, PipelineSpec spec) => layer switch
    {
        Layer.Tracking => client.WithTokenTracking(_tracker),
        Layer.Caching
            => new DistributedCachingChatClient(client, new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))),
        Layer.Tools => new FunctionInvokingChatClient(client),
        Layer.Retry => new RetryingClient(client),
        // The other client has what the first one has below it: nothing that tracks would be a hole of the pipeline's own.
        Layer.Fallback => new FallbackClient(client, Below(spec)),
        Layer.OtherThread => new OtherThreadClient(client, suppressesFlow: false),
        Layer.SuppressedFlow => new OtherThreadClient(client, suppressesFlow: true),
        _ => new PassThroughClient(client),
    };

    private IChatClient Below(PipelineSpec spec)
    {
        var other = Adapter(spec, "gpt-4o-mini");
        return (spec.Layers.Contains(Layer.Tracking) || spec.IsTrackedInnermost) && spec.Handler == Handler.None
            ? other.WithTokenTracking(_tracker)
            : other;
    }

    private IChatClient Adapter(PipelineSpec spec, string model)
    {
        var client = new ChatClient(model, new ApiKeyCredential("none"), new OpenAIClientOptions
        {
            Endpoint = _server.Address,
            RetryPolicy = new AtOnce(spec.SdkRetries),
            Transport = new HttpClientPipelineTransport(Http(spec.Handler)),
        });
        return (spec.HasTrackedSdkClient ? client.WithTokenTracking(_tracker) : client).AsIChatClient();
    }

    private HttpClient Http(Handler handler)
    {
        HttpMessageHandler sockets = new SocketsHttpHandler();
        var http = new HttpClient(handler switch
        {
            Handler.None => sockets,
            Handler.MadeBefore => Tracking(sockets),
            Handler.Twice => Tracking(Tracking(sockets)),
            Handler.MadeWithinTheCall => new LateHandler(_tracker, sockets, isKept: true),
            _ => new LateHandler(_tracker, sockets, isKept: false),
        });
        _owned.Add(http);
        return http;

        TokenTrackingHandler Tracking(HttpMessageHandler inner) => new(_tracker, inner) { Provider = Maker };
    }

    private sealed class AtOnce(int retries) : ClientRetryPolicy(retries)
    {
        protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) => TimeSpan.Zero;
    }

    /// <summary>Makes the tracking handler when a request passes, as a factory of clients does.</summary>
    private sealed class LateHandler(ITokenTracker tracker, HttpMessageHandler sockets, bool isKept) : HttpMessageHandler
    {
        private HttpMessageInvoker? _kept;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var invoker = isKept ? _kept ??= Make() : Make();
            return invoker.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                sockets.Dispose();
            base.Dispose(disposing);
        }

        private HttpMessageInvoker Make() => new(new TokenTrackingHandler(tracker, sockets) { Provider = Maker }, disposeHandler: false);
    }
}
