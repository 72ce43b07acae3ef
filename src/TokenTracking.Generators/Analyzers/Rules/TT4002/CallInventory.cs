using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT1004;
using TokenTracking.Generators.Analyzers.Rules.TT4001;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>Gathers what is known of the call sites of a compilation, from several threads.</summary>
internal sealed class CallInventory(TrackingSymbols symbols)
{
    /// <summary>The operations that may be the body of a request.</summary>
    public static readonly ImmutableArray<OperationKind> Bodies =
        [OperationKind.AnonymousObjectCreation, OperationKind.ObjectCreation];

    private readonly ConcurrentDictionary<Location, CallFacts> _facts = new();
    private readonly ConcurrentBag<Location> _creations = [];
    private readonly ConcurrentDictionary<string, byte> _withoutUsage = new(StringComparer.Ordinal);

    /// <summary>Adds the facts of a call site.</summary>
    public void Add(CallFacts facts) => _facts[facts.Location] = facts;

    /// <summary>Notes a provider that is created or registered without tracking.</summary>
    public void AddCreation(IOperation creation) => _creations.Add(creation.Syntax.GetLocation());

    /// <summary>The places that create or register a provider without tracking.</summary>
    public IEnumerable<Location> Creations => _creations;

    /// <summary>Notes a request body that asks for a stream without its usage.</summary>
    public void ReadRequestBody(OperationAnalysisContext context)
    {
        if (context.ContainingSymbol.ContainingType is { } type && WireRequests.StreamsWithoutUsage(context.Operation)
            && WireDestinations.IsChatCompletions(symbols, context.Operation, context.CancellationToken))
            _withoutUsage.TryAdd(TypeLinks.NameOf(type), 0);
    }

    /// <summary>The call sites with their facts, in the order of files and lines.</summary>
    /// <param name="sites">The sites, judged.</param>
    public IEnumerable<(CallSite Site, CallFacts Facts, bool IsWithoutUsage)> Listed(IReadOnlyList<CallSite> sites)
        => sites
            .Where(site => _facts.ContainsKey(site.Location))
            .Select(site => (Site: site, Facts: _facts[site.Location]))
            .OrderBy(static entry => entry.Site.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Site.Location.SourceSpan.Start)
            .Select(entry => (entry.Site, entry.Facts,
                entry.Facts.Way == CallWay.Http && _withoutUsage.ContainsKey(entry.Facts.Component)));
}
