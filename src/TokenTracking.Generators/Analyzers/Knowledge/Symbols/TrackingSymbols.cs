using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Symbols;

/// <summary>The types that the rules look for, as one compilation sees them. They are looked up once, no matter how many analyzers
/// ask.</summary>
internal sealed class TrackingSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<TrackingSymbols?>> PerCompilation = new();
    private static readonly ConditionalWeakTable<Compilation, TrackingSymbols> WithoutRuntime = new();

    private readonly ConcurrentDictionary<Type, object> _facts = new();

    private TrackingSymbols(Compilation compilation, KnownType trackAiUsage)
    {
        Compilation = compilation;
        TrackAiUsage = trackAiUsage;
        NotTracked = KnownType.In(compilation, "TokenTracking.NotTrackedAttribute");
        CompositionRoot = KnownType.In(compilation, "TokenTracking.AiCompositionRootAttribute");
        AiOperation = KnownType.In(compilation, "TokenTracking.AiOperationAttribute");
        UsageTracked = KnownType.In(compilation, "TokenTracking.Generated.IUsageTracked");
        TrackingTarget = KnownType.In(compilation, "TokenTracking.Generated.ITrackingTarget");
        Tracker = KnownType.In(compilation, "TokenTracking.ITokenTracker");
        TokenUsage = KnownType.In(compilation, "TokenTracking.TokenUsage");
        LlmFactory = KnownType.In(compilation, "TokenTracking.Providers.LlmFactory");
        LlmAbstraction = KnownType.In(compilation, "TokenTracking.Providers.LlmAbstraction");
        ServiceCollection = KnownType.In(compilation, "Microsoft.Extensions.DependencyInjection.IServiceCollection");
        ServiceDescriptor = KnownType.In(compilation, "Microsoft.Extensions.DependencyInjection.ServiceDescriptor");
        HttpClient = KnownType.In(compilation, "System.Net.Http.HttpClient");
        HttpRequestMessage = KnownType.In(compilation, "System.Net.Http.HttpRequestMessage");
    }

    public Compilation Compilation { get; }

    public KnownType TrackAiUsage { get; }

    public KnownType NotTracked { get; }

    public KnownType CompositionRoot { get; }

    public KnownType AiOperation { get; }

    public KnownType UsageTracked { get; }

    public KnownType TrackingTarget { get; }

    public KnownType Tracker { get; }

    public KnownType TokenUsage { get; }

    public KnownType LlmFactory { get; }

    public KnownType LlmAbstraction { get; }

    public KnownType ServiceCollection { get; }

    public KnownType ServiceDescriptor { get; }

    public KnownType HttpClient { get; }

    public KnownType HttpRequestMessage { get; }

    /// <summary>The symbols; null if the runtime is not referenced, in which case no rule reports anything.</summary>
    public static TrackingSymbols? For(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new(
            KnownType.In(key, "TokenTracking.TrackAiUsageAttribute") is { Exists: true } attribute ? new(key, attribute) : null)).Value;

    /// <summary>The symbols, also of a compilation that does not reference the runtime: nothing in it is tracked.</summary>
    public static TrackingSymbols ForAnyCode(Compilation compilation)
        => For(compilation)
            ?? WithoutRuntime.GetValue(compilation, static key => new(key, KnownType.In(key, "TokenTracking.TrackAiUsageAttribute")));

    /// <summary>Data about the whole compilation, created on first use and shared by all rules.</summary>
    public TFact Fact<TFact>(Func<TrackingSymbols, TFact> make)
        where TFact : class
        => (TFact)(_facts.TryGetValue(typeof(TFact), out var known) ? known : _facts.GetOrAdd(typeof(TFact), make(this)));

    /// <summary>The same data if it was created already; otherwise, null.</summary>
    public TFact? Find<TFact>()
        where TFact : class
        => _facts.TryGetValue(typeof(TFact), out var known) ? (TFact)known : null;
}
