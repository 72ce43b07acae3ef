using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Symbols;

/// <summary>The runtime's types as one compilation sees them, looked up once however many analyzers ask.</summary>
internal sealed class TrackingSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<TrackingSymbols?>> PerCompilation = new();

    private TrackingSymbols(Compilation compilation, INamedTypeSymbol trackAiUsage)
    {
        Compilation = compilation;
        IsTestProject = TestDoubles.IsTestProject(compilation);
        TrackAiUsage = trackAiUsage;
        NotTracked = compilation.GetBestTypeByMetadataName("TokenTracking.NotTrackedAttribute");
        CompositionRoot = compilation.GetBestTypeByMetadataName("TokenTracking.AiCompositionRootAttribute");
        AiOperation = compilation.GetBestTypeByMetadataName("TokenTracking.AiOperationAttribute");
        UsageTracked = compilation.GetBestTypeByMetadataName("TokenTracking.Generated.IUsageTracked");
        TrackingTarget = compilation.GetBestTypeByMetadataName("TokenTracking.Generated.ITrackingTarget");
        Tracker = compilation.GetBestTypeByMetadataName("TokenTracking.ITokenTracker");
        TokenUsage = compilation.GetBestTypeByMetadataName("TokenTracking.TokenUsage");
        LlmFactory = compilation.GetBestTypeByMetadataName("TokenTracking.Providers.LlmFactory");
        LlmAbstraction = compilation.GetBestTypeByMetadataName("TokenTracking.Providers.LlmAbstraction");
        ServiceCollection = compilation.GetBestTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection");
        ServiceDescriptor = compilation.GetBestTypeByMetadataName("Microsoft.Extensions.DependencyInjection.ServiceDescriptor");
        HttpClient = compilation.GetBestTypeByMetadataName("System.Net.Http.HttpClient");
        HttpRequestMessage = compilation.GetBestTypeByMetadataName("System.Net.Http.HttpRequestMessage");
        Types = new TrackedTypes(this);
        Shapes = new UsageShape(compilation);
        Registrations = new RegistrationOrder(this);
    }

    public Compilation Compilation { get; }

    /// <summary>True for a project of tests: what it declares and mocks calls no LLM.</summary>
    public bool IsTestProject { get; }

    public INamedTypeSymbol TrackAiUsage { get; }

    public INamedTypeSymbol? NotTracked { get; }

    public INamedTypeSymbol? CompositionRoot { get; }

    public INamedTypeSymbol? AiOperation { get; }

    public INamedTypeSymbol? UsageTracked { get; }

    public INamedTypeSymbol? TrackingTarget { get; }

    public INamedTypeSymbol? Tracker { get; }

    public INamedTypeSymbol? TokenUsage { get; }

    public INamedTypeSymbol? LlmFactory { get; }

    public INamedTypeSymbol? LlmAbstraction { get; }

    public INamedTypeSymbol? ServiceCollection { get; }

    public INamedTypeSymbol? ServiceDescriptor { get; }

    public INamedTypeSymbol? HttpClient { get; }

    public INamedTypeSymbol? HttpRequestMessage { get; }

    /// <summary>Which types are tracked, and what implements them.</summary>
    public TrackedTypes Types { get; }

    /// <summary>Which types carry usage.</summary>
    public UsageShape Shapes { get; }

    /// <summary>Which registrations a later <c>TrackAiProviders()</c> covers; read once, when the first analyzer asks.</summary>
    public RegistrationOrder Registrations { get; }

    /// <summary>What the team says of its own code.</summary>
    public RuleSettings Settings { get; private set; } = RuleSettings.None;

    /// <summary>The symbols with the settings of a run of the analyzers, or null where the runtime is not referenced.</summary>
    public static TrackingSymbols? For(Compilation compilation, AnalyzerOptions options)
    {
        var symbols = For(compilation);

        // Several analyzers begin at once, and read the same.
        if (symbols is not null && symbols.Settings == RuleSettings.None)
            symbols.Settings = RuleSettings.Read(compilation, options);
        return symbols;
    }

    /// <summary>The symbols, or null where the runtime is not referenced: then no rule has anything to say.</summary>
    public static TrackingSymbols? For(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new(
            key.GetBestTypeByMetadataName("TokenTracking.TrackAiUsageAttribute") is { } attribute ? new(key, attribute) : null)).Value;

    /// <summary>True for a type that is or implements another.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? other)
        => type is not null && other is not null
            && (SymbolEqualityComparer.Default.Equals(type, other)
                || type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default));
}
