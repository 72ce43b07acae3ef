using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Registrations of providers that are tracked when the container resolves them.</summary>
internal static class CoveredRegistrations
{
    private static readonly ConditionalWeakTable<IOperation, ILookup<ISymbol, IInvocationOperation>> PerBody = new();

    /// <summary>True for a registration of the tracked interface that a later <c>TrackAiProviders()</c> covers, or that such a registration
    /// resolves; otherwise, false.</summary>
    public static bool Includes(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
        => ServiceRegistration.ServesTrackedInterface(symbols, registration)
            ? CanBeTracked(symbols, registration) && symbols.Registrations.IsFollowedByTracking(registration, cancellationToken)
            : Resolutions(registration) is { Count: > 0 } resolutions
                && resolutions.All(resolved => !new ConstructionFlow(symbols, cancellationToken).IsUntracked(resolved));

    /// <summary>
    /// The calls in the same body that resolve the registered class: <c>services.AddSingleton&lt;I>(provider =>
    /// provider.GetRequiredService&lt;X>())</c> after <c>services.AddSingleton&lt;X>()</c>.
    /// </summary>
    public static IReadOnlyList<IInvocationOperation> Resolutions(IOperation registration)
        => registration is IInvocationOperation { TargetMethod.TypeArguments: [{ } concrete, ..] }
            ? [.. PerBody.GetValue(OperationWalk.Root(registration), static root => Find(root))[concrete]]
            : [];

    // Static abstract members keep an interface from being decorated in a container.
    private static bool CanBeTracked(TrackingSymbols symbols, IOperation registration)
        => registration is not IInvocationOperation { TargetMethod.TypeArguments: [INamedTypeSymbol service, ..] }
            || !symbols.Types.IsTracked(service) || symbols.Types.CanBeRegistered(service);

    private static ILookup<ISymbol, IInvocationOperation> Find(IOperation root)
        => root.Descendants().OfType<IInvocationOperation>().Select(static call => (Call: call, Type: Resolved(call.TargetMethod)))
            .Where(static resolved => resolved.Type is not null)
            .ToLookup(static resolved => (ISymbol)resolved.Type!, static resolved => resolved.Call, SymbolEqualityComparer.Default);

    private static ITypeSymbol? Resolved(IMethodSymbol method) => method switch
    {
        { Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService", TypeArguments: [{ } type] } => type,
        _ => null,
    };
}
