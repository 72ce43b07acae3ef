using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.DependencyInjection;

/// <summary>Where the object under a decorator comes from.</summary>
/// <remarks>Its registration moves to a separate service type and key, so that the container goes on to create it, to keep it for its
/// lifetime and to dispose of it, exactly as before; only the decorator asks for it there. An instance needs none of that.</remarks>
internal abstract class InnerRegistration
{
    /// <summary>The registration to add; null for none.</summary>
    public abstract ServiceDescriptor? Descriptor { get; }

    public abstract object Get(IServiceProvider provider, object? key);

    public static InnerRegistration Of(ServiceDescriptor descriptor) => descriptor switch
    {
        { IsKeyedService: true, KeyedImplementationInstance: { } instance } => new Instance(instance),
        { IsKeyedService: true, KeyedImplementationFactory: { } factory } when descriptor.ServiceKey == KeyedService.AnyKey
            => new AnyKey(factory),
        { IsKeyedService: true, KeyedImplementationFactory: { } factory } => new Moved(new Undecorated(), key =>
            ServiceDescriptor.DescribeKeyed(
                typeof(Undecorated), key, (provider, _) => factory(provider, descriptor.ServiceKey), descriptor.Lifetime)),
        { IsKeyedService: true } => new SameKey(descriptor),
        { ImplementationInstance: { } instance } => new Instance(instance),
        { ImplementationFactory: { } factory } => new Moved(new Undecorated(), key =>
            ServiceDescriptor.DescribeKeyed(typeof(Undecorated), key, (provider, _) => factory(provider), descriptor.Lifetime)),
        _ => new Moved(new Undecorated(), key => ServiceDescriptor.DescribeKeyed(
            descriptor.ImplementationType!, key, descriptor.ImplementationType!, descriptor.Lifetime)),
    };

    /// <summary>The key of a moved registration, and the service type of one that only has a factory: nobody else can name it.</summary>
    private sealed class Undecorated;

    private sealed class Instance(object instance) : InnerRegistration
    {
        public override ServiceDescriptor? Descriptor => null;

        public override object Get(IServiceProvider provider, object? key) => instance;
    }

    /// <summary>A factory for any key has to be told the key that was asked for, which no registration of another key passes on. What it
    /// makes is the decorator's to keep.</summary>
    private sealed class AnyKey(Func<IServiceProvider, object?, object> factory) : InnerRegistration
    {
        public override ServiceDescriptor? Descriptor => null;

        public override object Get(IServiceProvider provider, object? key) => factory(provider, key);
    }

    private sealed class Moved : InnerRegistration
    {
        private readonly Undecorated _key;

        public Moved(Undecorated key, Func<Undecorated, ServiceDescriptor> describe)
        {
            _key = key;
            Descriptor = describe(key);
        }

        public override ServiceDescriptor Descriptor { get; }

        public override object Get(IServiceProvider provider, object? key)
            => provider.GetRequiredKeyedService(Descriptor.ServiceType, _key);
    }

    /// <summary>A keyed type keeps its key: its constructor may take it (<see cref="ServiceKeyAttribute"/>), and it may stand for any
    /// key.</summary>
    private sealed class SameKey(ServiceDescriptor descriptor) : InnerRegistration
    {
        public override ServiceDescriptor Descriptor { get; } = ServiceDescriptor.DescribeKeyed(
            descriptor.KeyedImplementationType!, descriptor.ServiceKey, descriptor.KeyedImplementationType!, descriptor.Lifetime);

        public override object Get(IServiceProvider provider, object? key) => provider.GetRequiredKeyedService(Descriptor.ServiceType, key);
    }
}
