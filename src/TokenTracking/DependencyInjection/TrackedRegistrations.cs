using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.DependencyInjection;

/// <summary>Decorates what a container has registered. Called by the generated <c>TrackAiProviders()</c>, never by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrackedRegistrations
{
    /// <summary>
    /// Decorates every registration of a service made so far: lifetimes, keys and order stay. The decorated object stays a registration of
    /// the container's own, which creates and disposes of it as before. What is decorated already is left alone.
    /// </summary>
    /// <param name="services">The registrations.</param>
    /// <param name="service">The tracked interface.</param>
    /// <param name="decorate">Makes a decorator that leaves disposal to the container.</param>
    public static void Decorate(IServiceCollection services, Type service, Func<object, ITokenTracker, object> decorate)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(decorate);
        for (var i = services.Count - 1; i >= 0; i--)
        {
            var descriptor = services[i];
            if (descriptor.ServiceType != service || IsDecorated(descriptor))
                continue;
            var inner = InnerRegistration.Of(descriptor);
            var tracked = new TrackedRegistration(inner, decorate);
            services[i] = descriptor.IsKeyedService
                ? ServiceDescriptor.DescribeKeyed(service, descriptor.ServiceKey, tracked.CreateKeyed, descriptor.Lifetime)
                : ServiceDescriptor.Describe(service, tracked.Create, descriptor.Lifetime);
            if (inner.Descriptor is { } registered)
                services.Add(registered);
        }
    }

    private static bool IsDecorated(ServiceDescriptor descriptor)
        => (descriptor.IsKeyedService ? descriptor.KeyedImplementationFactory?.Target : descriptor.ImplementationFactory?.Target)
            is TrackedRegistration;

    /// <summary>The registration that stands where the decorated one stood.</summary>
    private sealed class TrackedRegistration(InnerRegistration inner, Func<object, ITokenTracker, object> decorate)
    {
        public object Create(IServiceProvider provider) => CreateKeyed(provider, null);

        public object CreateKeyed(IServiceProvider provider, object? key)
        {
            var tracker = provider.GetService<ITokenTracker>() ?? throw new InvalidOperationException(
                "TrackAiProviders() needs a tracker: call services.AddTokenTracking(), or register an ITokenTracker of your own.");
            return decorate(inner.Get(provider, key), tracker);
        }
    }
}
