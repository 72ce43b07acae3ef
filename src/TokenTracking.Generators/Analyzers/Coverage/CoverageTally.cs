using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers.Coverage;

/// <summary>Gathers the call sites of a compilation, and what of it says whether a tracked interface is wrapped.</summary>
internal sealed class CoverageTally
{
    private readonly ConcurrentBag<CallSite> _sites = [];
    private readonly ConcurrentDictionary<ISymbol, byte> _wrapped = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, byte> _bare = new(SymbolEqualityComparer.Default);
    private volatile bool _wrapsAll;

    public void Add(CallSite site) => _sites.Add(site);

    /// <summary>The interface is wrapped somewhere.</summary>
    public void AddWrapped(INamedTypeSymbol face) => _wrapped.TryAdd(face.OriginalDefinition, 0);

    /// <summary>Every interface is: <c>TrackAiProviders()</c> is called.</summary>
    public void AddAllWrapped() => _wrapsAll = true;

    /// <summary>An untracked provider is put into this variable.</summary>
    public void AddBare(ISymbol variable) => _bare.TryAdd(variable, 0);

    /// <summary>The figures; null where the compilation calls no LLM.</summary>
    public Diagnostic? ToDiagnostic()
    {
        if (_sites.IsEmpty)
            return null;
        var (tracked, assumed, declined) = (0, 0, 0);
        var untracked = new List<Location>();
        foreach (var site in _sites)
        {
            if (site.State == CallSiteState.Declined)
                declined++;
            else if (site.State == CallSiteState.Untracked || (site.Receiver is not null && _bare.ContainsKey(site.Receiver)))
                untracked.Add(site.Location);
            else if (site.State == CallSiteState.Tracked || _wrapsAll || _wrapped.ContainsKey(site.Interface!.OriginalDefinition))
                tracked++;
            else
                assumed++;
        }

        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add("sites", Text(_sites.Count));
        properties.Add("tracked", Text(tracked));
        properties.Add("assumed", Text(assumed));
        properties.Add("declined", Text(declined));
        properties.Add("untracked", Text(untracked.Count));
        properties.Add("untrackedSites", string.Join("\n", untracked.Select(Place).OrderBy(static place => place, StringComparer.Ordinal)));
        return Diagnostic.Create(
            Rules.CallSiteCoverage, Location.None, properties.ToImmutable(), _sites.Count, tracked, assumed, declined, untracked.Count);
    }

    private static string Place(Location location)
    {
        var span = location.GetMappedLineSpan();
        return span.Path + ":" + Text(span.StartLinePosition.Line + 1);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
