using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Generated;

namespace TokenTracking.DependencyInjection;

/// <summary>Decorates what a container has registered. Called by the generated <c>TrackAiProviders()</c>, never by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrackedRegistrations
{
    /// <summary>The key under which the container keeps the object that an open registration was made for.</summary>
    public const string Undecorated = "TokenTracking.Undecorated";

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
            if (services[i].ServiceType == service && !IsDecorated(services[i]))
                Replace(services, i, decorate);
        }
    }

    /// <summary>
    /// As <see cref="Decorate"/>, for a generic interface: registrations of the types made of it, and an open one
    /// (<c>AddSingleton(typeof(IProvider&lt;&gt;), typeof(Provider&lt;&gt;))</c>).
    /// </summary>
    /// <param name="services">The registrations.</param>
    /// <param name="service">The tracked interface, as a generic type definition.</param>
    /// <param name="decorator">Its decorator, as a generic type definition.</param>
    /// <param name="open">The decorator that the container can make itself, over the registration with the key
    /// <see cref="Undecorated"/>.</param>
    /// <param name="isDisposable">True if the decorator has to be told to leave disposal to the container.</param>
    /// <exception cref="NotSupportedException">There are several open registrations, or one has a key: the container could not tell
    /// which of them a decorator is to be made over.</exception>
    public static void DecorateGeneric(
        IServiceCollection services,
        Type service,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type decorator,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type open,
        bool isDisposable)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(decorator);
        ArgumentNullException.ThrowIfNull(open);
        for (var i = services.Count - 1; i >= 0; i--)
        {
            var registered = services[i].ServiceType;
            if (IsDecorated(services[i]))
                continue;
            if (registered == service)
                ReplaceOpen(services, i, open);
            else if (registered.IsConstructedGenericType && registered.GetGenericTypeDefinition() == service)
                Replace(services, i, Maker(decorator, registered.GenericTypeArguments, isDisposable));
        }
    }

    private static void Replace(IServiceCollection services, int index, Func<object, ITokenTracker, object> decorate)
    {
        var descriptor = services[index];
        var inner = InnerRegistration.Of(descriptor);
        var tracked = new TrackedRegistration(inner, decorate);
        services[index] = descriptor.IsKeyedService
            ? ServiceDescriptor.DescribeKeyed(descriptor.ServiceType, descriptor.ServiceKey, tracked.CreateKeyed, descriptor.Lifetime)
            : ServiceDescriptor.Describe(descriptor.ServiceType, tracked.Create, descriptor.Lifetime);
        if (inner.Descriptor is { } registered)
            services.Add(registered);
    }

    // Which types an open registration will be asked for, nobody knows before: the container makes the decorator itself.
    private static void ReplaceOpen(
        IServiceCollection services, int index, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type open)
    {
        var descriptor = services[index];
        if (descriptor.IsKeyedService || services.Any(other => other.ServiceType == descriptor.ServiceType && other != descriptor))
        {
            throw new NotSupportedException(
                $"TrackAiProviders() can decorate one open registration of {descriptor.ServiceType}, and one without a key: "
                + "register the types that are asked for, such as IProvider<Question>, instead.");
        }

        services[index] = ServiceDescriptor.Describe(descriptor.ServiceType, open, descriptor.Lifetime);
        services.Add(ServiceDescriptor.DescribeKeyed(
            descriptor.ServiceType, Undecorated, descriptor.ImplementationType!, descriptor.Lifetime));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055",
        Justification = "The decorator's type parameters have the constraints of the interface's, whose arguments these are.")]
    [UnconditionalSuppressMessage("AOT", "IL3050",
        Justification = "As the container itself makes closed types of open ones: code for reference types is shared.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072",
        Justification = "The constructors of a closed type are those of its definition, which are kept.")]
    private static Func<object, ITokenTracker, object> Maker(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type decorator, Type[] arguments, bool isDisposable)
    {
        var constructor = decorator.MakeGenericType(arguments).GetConstructors()
            .Single(static constructor => constructor.GetParameters().Length >= 2
            && constructor.GetParameters()[1].ParameterType == typeof(ITokenTracker));
        return (inner, tracker) => constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, null, isDisposable ? [inner, tracker, false] : [inner, tracker], null);
    }

    private static bool IsDecorated(ServiceDescriptor descriptor)
        => (descriptor.IsKeyedService ? descriptor.KeyedImplementationFactory?.Target : descriptor.ImplementationFactory?.Target)
            is TrackedRegistration
            || (descriptor is { IsKeyedService: false, ServiceType.IsGenericTypeDefinition: true, ImplementationType: { } implementation }
                && IsOpenDecorator(implementation))
            || Equals(descriptor.ServiceKey, Undecorated);

    // What can be handed a tracker tells that it may track, and does so only then: it is decorated like any other.
    private static bool IsOpenDecorator(Type implementation)
        => typeof(IUsageTracked).IsAssignableFrom(implementation) && !typeof(ITrackingTarget).IsAssignableFrom(implementation);

    /// <summary>The registration that replaces the decorated one.</summary>
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
