using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>Collects the call sites of a compilation, and the facts that determine whether a tracked interface is wrapped.</summary>
internal sealed class CoverageTally(TrackingSymbols symbols)
{
    private readonly ConcurrentBag<CallSite> _sites = [];
    private readonly ConcurrentDictionary<ISymbol, byte> _wrapped = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, byte> _bare = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, byte> _doubles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, byte> _registeredBare = new(SymbolEqualityComparer.Default);
    private volatile bool _wrapsRegistrations;

    /// <summary>The assignments of providers from name to name.</summary>
    public ProviderAssignments Moves { get; } = new(symbols);

    public void Add(CallSite site) => _sites.Add(site);

    /// <summary>The interface is wrapped somewhere.</summary>
    public void AddWrapped(INamedTypeSymbol face) => _wrapped.TryAdd(face.OriginalDefinition, 0);

    /// <summary>Every registered interface is wrapped: <c>TrackAiProviders()</c> is called.</summary>
    public void AddWrappedRegistrations() => _wrapsRegistrations = true;

    /// <summary>An untracked provider is assigned to this variable.</summary>
    public void AddBare(ISymbol variable) => _bare.TryAdd(variable, 0);

    /// <summary>A test double is assigned to this variable.</summary>
    public void AddDouble(ISymbol variable) => _doubles.TryAdd(variable, 0);

    /// <summary>The container returns an untracked provider for this interface.</summary>
    public void AddRegisteredBare(INamedTypeSymbol face) => _registeredBare.TryAdd(face.OriginalDefinition, 0);

    /// <summary>The call sites, each with its state in view of the whole compilation; <see cref="CallSiteState.Assumed"/> remains
    /// assumed.</summary>
    public IReadOnlyList<CallSite> Judged()
    {
        if (_sites.IsEmpty)
            return [];
        var bare = Moves.ReachedFrom(_bare.Keys);
        var doubles = Moves.ReachedFrom(_doubles.Keys);
        var wrappedByReferences = new ReferencedWrappings(symbols);
        return [.. _sites
            .Where(site => site is not { State: CallSiteState.Assumed, Receiver: { } receiver }
            || bare.Contains(receiver) || !doubles.Contains(receiver))
            .Select(site => site is { State: CallSiteState.Assumed, Interface: not null }
                ? site with { State = Judge(site, bare, wrappedByReferences) }
                : site)];
    }

    private CallSiteState Judge(CallSite site, HashSet<ISymbol> bare, ReferencedWrappings wrappedByReferences)
    {
        var face = site.Interface!;
        if (site.Receiver is not null && bare.Contains(site.Receiver))
            return CallSiteState.Untracked;
        if (_wrapped.ContainsKey(face))
            return CallSiteState.Tracked;
        if (_registeredBare.ContainsKey(face))
            return CallSiteState.Untracked;
        if (!symbols.Types.CanBeRegistered(face))
            return CallSiteState.Assumed;
        return _wrapsRegistrations || wrappedByReferences.Wrap(face) ? CallSiteState.Tracked : CallSiteState.Assumed;
    }
}
