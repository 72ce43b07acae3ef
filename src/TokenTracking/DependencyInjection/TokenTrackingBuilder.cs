using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TokenTracking;

/// <summary>Says how tracking works in a container.</summary>
public sealed class TokenTrackingBuilder
{
    private readonly IServiceCollection _services;

    internal TokenTrackingBuilder(IServiceCollection services) => _services = services;

    /// <summary>Keeps usage records in this store.</summary>
    /// <param name="factory">Makes the store; the container disposes of it.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder UseStore(Func<IServiceProvider, IUsageStore> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _services.RemoveAll<IUsageStore>();
        _services.AddSingleton(factory);
        return this;
    }
}
