using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Generated;
using TokenTracking.Testing;
using TokenTracking.Tests.Tracking;

namespace TokenTracking.Tests.DependencyInjection;

public sealed class TrackAiProvidersTests
{
    private readonly RecordingTracker _tracker = new();

    public static TheoryData<string> Kinds => ["type", "factory", "instance", "keyed type", "keyed factory", "keyed instance"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_registration_is_decorated(string kind)
    {
        await using var provider = Services(kind, ServiceLifetime.Singleton).TrackAiProviders().BuildServiceProvider(validateScopes: true);

        var oracle = Resolve(provider, kind);
        await oracle.AskAsync("m");

        Assert.IsType<TrackedDisposableOracle>(oracle);
        Assert.Same(oracle, Resolve(provider, kind));
        Assert.Single(_tracker.Records);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_container_disposes_of_what_it_made_and_of_nothing_else(string kind)
    {
        var provider = Services(kind, ServiceLifetime.Singleton).TrackAiProviders().BuildServiceProvider();
        await Resolve(provider, kind).AskAsync("m");
        var inner = DisposableOracle.Last!;

        await provider.DisposeAsync();

        Assert.Equal(kind.EndsWith("instance", StringComparison.Ordinal) ? 0 : 1, inner.Disposals);
    }

    [Fact]
    public void Scoped_and_transient_lifetimes_stay()
    {
        using var scoped = Services("type", ServiceLifetime.Scoped).TrackAiProviders().BuildServiceProvider(validateScopes: true);
        using var first = scoped.CreateScope();
        using var second = scoped.CreateScope();
        Assert.Same(Resolve(first.ServiceProvider, "type"), Resolve(first.ServiceProvider, "type"));
        Assert.NotSame(Resolve(first.ServiceProvider, "type"), Resolve(second.ServiceProvider, "type"));

        using var transient = Services("type", ServiceLifetime.Transient).TrackAiProviders().BuildServiceProvider();
        Assert.NotSame(Resolve(transient, "type"), Resolve(transient, "type"));
    }

    [Fact]
    public async Task Twice_decorates_once()
    {
        var services = Services("type", ServiceLifetime.Singleton).TrackAiProviders();
        var count = services.Count;
        await using var provider = services.TrackAiProviders().BuildServiceProvider();

        await Resolve(provider, "type").AskAsync("m");

        Assert.Equal(count, services.Count);
        Assert.Single(_tracker.Records);
    }

    [Fact]
    public void Several_registrations_keep_their_order()
    {
        var services = Services("type", ServiceLifetime.Singleton);
        services.AddSingleton<IDisposableOracle, OtherOracle>();
        using var provider = services.TrackAiProviders().BuildServiceProvider();

        Assert.Equal(["first", "other"], provider.GetServices<IDisposableOracle>().Select(static oracle => oracle.Name));
        Assert.Equal("other", provider.GetRequiredService<IDisposableOracle>().Name);
    }

    [Fact]
    public void A_container_without_a_tracker_says_what_to_do()
    {
        using var provider = new ServiceCollection().AddSingleton<IDisposableOracle, DisposableOracle>().TrackAiProviders()
            .BuildServiceProvider();

        var exception = Assert.Throws<InvalidOperationException>(() => Resolve(provider, "type"));

        Assert.Contains("AddTokenTracking", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_made_later_is_left_alone()
    {
        var services = new ServiceCollection().AddSingleton<ITokenTracker>(_tracker).TrackAiProviders()
            .AddSingleton<IDisposableOracle, DisposableOracle>();
        using var provider = services.BuildServiceProvider();

        Assert.IsType<DisposableOracle>(Resolve(provider, "type"));
    }

    [Fact]
    public void A_registered_type_that_hands_the_tracker_down_is_given_it()
    {
        var services = new ServiceCollection().AddSingleton<ITokenTracker>(_tracker).AddSingleton<IDisposableOracle, HandingDownOracle>();
        using var provider = services.TrackAiProviders().BuildServiceProvider();

        Resolve(provider, "type");

        Assert.Same(_tracker, Assert.IsType<HandingDownOracle>(DisposableOracle.Last).Tracker);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_generic_interface_is_decorated_open_and_closed(bool isOpen)
    {
        var services = new ServiceCollection().AddSingleton<ITokenTracker>(_tracker);
        if (isOpen)
            services.AddScoped(typeof(IGenericOracle<>), typeof(GenericOracle<>));
        else
            services.AddScoped<IGenericOracle<string>, GenericOracle<string>>()
                .AddKeyedScoped<IGenericOracle<int>, GenericOracle<int>>("k");
        services.TrackAiProviders();
        var count = services.Count;
        await using var provider = services.TrackAiProviders().BuildServiceProvider(validateScopes: true);
        GenericOracle<string> inner;
        await using (var scope = provider.CreateAsyncScope())
        {
            var oracle = scope.ServiceProvider.GetRequiredService<IGenericOracle<string>>();
            await oracle.AskAsync("m");
            if (!isOpen)
                await scope.ServiceProvider.GetRequiredKeyedService<IGenericOracle<int>>("k").AskAsync(1);

            Assert.IsType<TrackedGenericOracle<string>>(oracle, exactMatch: false);
            Assert.Same(oracle, scope.ServiceProvider.GetRequiredService<IGenericOracle<string>>());
            inner = GenericOracle<string>.Last!;
        }

        Assert.Equal(count, services.Count);
        Assert.Equal(isOpen ? 1 : 2, _tracker.Records.Count);
        Assert.Equal(1, inner.Disposals);
    }

    [Fact]
    public void Open_registrations_that_no_decorator_can_tell_apart_are_refused_with_a_way_out()
    {
        var services = new ServiceCollection().AddScoped(typeof(IGenericOracle<>), typeof(GenericOracle<>))
            .AddScoped(typeof(IGenericOracle<>), typeof(GenericOracle<>));

        var exception = Assert.Throws<NotSupportedException>(services.TrackAiProviders);

        Assert.Contains("register the types that are asked for", exception.Message, StringComparison.Ordinal);
    }

    private IServiceCollection Services(string kind, ServiceLifetime lifetime)
    {
        var services = new ServiceCollection().AddSingleton<ITokenTracker>(_tracker);
        services.Add(kind switch
        {
            "type" => new ServiceDescriptor(typeof(IDisposableOracle), typeof(DisposableOracle), lifetime),
            "factory" => new ServiceDescriptor(typeof(IDisposableOracle), static _ => new DisposableOracle(), lifetime),
            "instance" => new ServiceDescriptor(typeof(IDisposableOracle), new DisposableOracle()),
            "keyed type" => new ServiceDescriptor(typeof(IDisposableOracle), "k", typeof(DisposableOracle), lifetime),
            "keyed factory" => new ServiceDescriptor(typeof(IDisposableOracle), "k", static (_, _) => new DisposableOracle(), lifetime),
            _ => new ServiceDescriptor(typeof(IDisposableOracle), "k", new DisposableOracle()),
        });
        return services;
    }

    private static IDisposableOracle Resolve(IServiceProvider provider, string kind)
        => kind.StartsWith("keyed", StringComparison.Ordinal)
            ? provider.GetRequiredKeyedService<IDisposableOracle>("k")
            : provider.GetRequiredService<IDisposableOracle>();
}

/// <summary>A tracked interface whose objects a container disposes of.</summary>
[TrackAiUsage]
public interface IDisposableOracle : IDisposable
{
    string Name { get; }

    Task<LlmResult> AskAsync(string model);
}

/// <summary>A tracked generic interface, as embedding generators are.</summary>
[TrackAiUsage]
public interface IGenericOracle<in TQuestion> : IDisposable
    where TQuestion : notnull
{
    Task<LlmResult> AskAsync(TQuestion question);
}

internal sealed class GenericOracle<TQuestion> : IGenericOracle<TQuestion>
    where TQuestion : notnull
{
    private static readonly AsyncLocal<GenericOracle<TQuestion>?> Made = new();

    public GenericOracle() => Made.Value = this;

    public static GenericOracle<TQuestion>? Last => Made.Value;

    public int Disposals { get; private set; }

    public Task<LlmResult> AskAsync(TQuestion question) => Task.FromResult(Oracle.Answer);

    public void Dispose() => Disposals++;
}

internal class DisposableOracle : IDisposableOracle
{
    private static readonly AsyncLocal<DisposableOracle?> Made = new();

    public DisposableOracle() => Made.Value = this;

    public static DisposableOracle? Last => Made.Value;

    public virtual string Name => "first";

    public int Disposals { get; private set; }

    public Task<LlmResult> AskAsync(string model) => Task.FromResult(Oracle.Answer);

    public void Dispose() => Disposals++;
}

internal sealed class OtherOracle : DisposableOracle
{
    public override string Name => "other";
}

internal sealed class HandingDownOracle : DisposableOracle, ITrackingTarget
{
    public ITokenTracker? Tracker { get; private set; }

    public bool TracksUsage => Tracker is not null;

    public void UseTracker(ITokenTracker tracker) => Tracker = tracker;
}
