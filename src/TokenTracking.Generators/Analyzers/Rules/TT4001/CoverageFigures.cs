using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The figures of a compilation as a diagnostic: as a message, and as properties for tools that read the log of the
/// compiler.</summary>
internal static class CoverageFigures
{
    /// <summary>The diagnostic.</summary>
    /// <param name="sites">The call sites with their states.</param>
    /// <param name="assembly">The compilation's name.</param>
    /// <param name="framework">The framework that it is built for; null if the build does not say.</param>
    public static Diagnostic ToDiagnostic(IReadOnlyList<CallSite> sites, string? assembly, string? framework)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add("assembly", assembly ?? "");
        properties.Add("framework", framework ?? "");
        properties.Add("sites", Text(sites.Count));
        var counts = new List<object> { sites.Count };
        foreach (var (name, state) in States)
        {
            var places = sites.Where(site => site.State == state).ToList();
            counts.Add(places.Count);
            properties.Add(name, Text(places.Count));

            // The tracked call sites are many, and nothing has to be done about them.
            if (state != CallSiteState.Tracked)
                properties.Add(name + "Sites", Lines(places));
        }

        return Diagnostic.Create(CallSiteCoverageRule.Descriptor, Location.None, properties.ToImmutable(), [.. counts]);
    }

    private static IEnumerable<(string Name, CallSiteState State)> States { get; } =
    [
        ("tracked", CallSiteState.Tracked), ("assumed", CallSiteState.Assumed), ("declined", CallSiteState.Declined),
        ("untracked", CallSiteState.Untracked),
    ];

    // path:line, the call and the reason why it is declined, separated by tabs.
    private static string Lines(IEnumerable<CallSite> sites)
        => string.Join("\n", sites
            .Select(static site => (Span: site.Location.GetMappedLineSpan(), Site: site))
            .OrderBy(static place => place.Span.Path, StringComparer.Ordinal).ThenBy(static place => place.Span.StartLinePosition)
            .Select(static place => Line(place.Span, place.Site)));

    private static string Line(FileLinePositionSpan span, CallSite site)
    {
        var line = $"{span.Path}:{Text(span.StartLinePosition.Line + 1)}\t{OneLine(site.Call)}";
        return site.Reason is { } reason ? line + "\t" + OneLine(reason) : line;
    }

    private static string OneLine(string text) => string.Join(" ", text.Split(['\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
