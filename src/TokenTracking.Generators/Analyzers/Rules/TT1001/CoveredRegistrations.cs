using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Registrations of providers that are tracked when the container resolves them.</summary>
internal static class CoveredRegistrations
{
    /// <summary>True for a registration of the tracked interface that a later <c>TrackAiProviders()</c> covers, or that such a registration
    /// resolves; otherwise, false.</summary>
    public static bool Includes(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
        => ServiceRegistration.ServesTrackedInterface(symbols, registration)
            ? symbols.Registrations.IsFollowedByTracking(registration, cancellationToken)
            : IsForwarded(symbols, registration, cancellationToken);

    // services.AddSingleton<X>(); services.AddSingleton<I>(provider => provider.GetRequiredService<X>());
    // or services.AddSingleton<I>(provider => provider.GetRequiredService<X>().WithTokenTracking(tracker));
    private static bool IsForwarded(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
    {
        if (registration is not IInvocationOperation { TargetMethod.TypeArguments: [{ } concrete, ..] })
            return false;
        var resolvings = OperationWalk.Root(registration).Descendants().OfType<IInvocationOperation>()
            .Where(resolved => Resolved(resolved.TargetMethod) is { } type && SymbolEqualityComparer.Default.Equals(type, concrete)).ToList();
        return resolvings.Count > 0 && resolvings.All(resolved => !new ConstructionFlow(symbols, cancellationToken).IsUntracked(resolved));
    }

    private static ITypeSymbol? Resolved(IMethodSymbol method) => method switch
    {
        { Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService", TypeArguments: [{ } type] } => type,
        _ => null,
    };
}
