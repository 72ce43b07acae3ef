using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.Pipelines;

/// <summary>A container that builds a pipeline, and a scope of it that the pipeline is taken from.</summary>
internal sealed class Container : IDisposable
{
    private const string Key = "model";

    private readonly ServiceProvider _services;
    private readonly IServiceScope _scope;

    /// <param name="spec">The pipeline.</param>
    /// <param name="tracker">The tracker that the container holds.</param>
    /// <param name="provider">Makes the client that all layers are above.</param>
    /// <param name="over">Puts a layer above a client.</param>
    public Container(PipelineSpec spec, ITokenTracker tracker, Func<IChatClient> provider, Func<IChatClient, Layer, IChatClient> over)
    {
        var services = new ServiceCollection();
        services.AddSingleton(tracker);
        Register(services, spec, provider, over);
        if (spec.TracksAiProviders)
            services.TrackAiProviders();
        _services = services.BuildServiceProvider();
        _scope = _services.CreateScope();
        Client = spec.Registration is Registration.KeyedFactory or Registration.KeyedBuilder
            ? _scope.ServiceProvider.GetRequiredKeyedService<IChatClient>(Key)
            : _scope.ServiceProvider.GetRequiredService<IChatClient>();
    }

    public IChatClient Client { get; }

    public void Dispose()
    {
        _scope.Dispose();
        _services.Dispose();
    }

    private static void Register(
        IServiceCollection services, PipelineSpec spec, Func<IChatClient> provider, Func<IChatClient, Layer, IChatClient> over)
    {
        var lifetime = spec.IsScoped ? ServiceLifetime.Scoped : ServiceLifetime.Singleton;
        switch (spec.Registration)
        {
            case Registration.Factory:
                services.Add(new ServiceDescriptor(typeof(IChatClient), _ => spec.Layers.Aggregate(provider(), over), lifetime));
                break;
            case Registration.KeyedFactory:
                services.Add(
                    new ServiceDescriptor(typeof(IChatClient), Key, (_, _) => spec.Layers.Aggregate(provider(), over), lifetime));
                break;
            case Registration.Builder:
                AddSteps(services.AddChatClient(_ => provider(), lifetime), spec, over);
                break;
            default:
                AddSteps(services.AddKeyedChatClient(Key, _ => provider(), lifetime), spec, over);
                break;
        }
    }

    // The first step of a builder is the outermost layer.
    private static void AddSteps(ChatClientBuilder builder, PipelineSpec spec, Func<IChatClient, Layer, IChatClient> over)
    {
        foreach (var layer in spec.Layers.Reverse())
        {
            if (layer == Layer.Tracking)
                builder.UseTokenTracking();
            else
                builder.Use(client => over(client, layer));
        }
    }
}
