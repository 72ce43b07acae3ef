using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT4001;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>The inventory as a diagnostic: each property is a list, an entry per line, with tabs between the fields of an entry.</summary>
internal static class InventoryText
{
    /// <summary>The diagnostic.</summary>
    /// <param name="calls">The call sites.</param>
    /// <param name="creations">The places that create a provider without tracking.</param>
    /// <param name="links">The links between types.</param>
    /// <param name="models">The models.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="isTest">True for a test project.</param>
    /// <param name="options">The options of the build.</param>
    public static Diagnostic ToDiagnostic(
        IEnumerable<(CallSite Site, CallFacts Facts, bool IsWithoutUsage)> calls, IEnumerable<Location> creations, TypeLinks links,
        ModelMentions models, Compilation compilation, bool isTest, AnalyzerOptions options)
    {
        var listed = calls.ToList();
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add("assembly", compilation.AssemblyName ?? "");
        properties.Add("framework", CallInventoryAnalyzer.Option(options, "build_property.TargetFramework") ?? "");
        properties.Add("project", CallInventoryAnalyzer.Option(options, "build_property.MSBuildProjectFullPath") ?? "");
        properties.Add("isTest", isTest ? "true" : "false");
        properties.Add("references", Sorted(compilation.ReferencedAssemblyNames.Select(static reference => reference.Name)));
        properties.Add("calls", Lines(listed.Select(static entry => Call(entry.Site, entry.Facts, entry.IsWithoutUsage))));
        properties.Add("creations", Sorted(creations.Select(Place)));
        properties.Add("links", Sorted(links.Links.Select(static entry => Link(entry.Key, entry.Value))));
        properties.Add("types", Sorted(links.Types.Select(
            static entry => Fields(entry.Key, entry.Value.Bases, Place(entry.Value.Location)))));
        properties.Add("models", Lines(models.Found.Select(static mention => Fields(
            $"{mention.Path}:{Text(mention.Line)}", mention.Model, mention.Component, mention.IsOwn ? "own" : "",
            mention.HasOwnPrice ? "priced" : ""))));
        return Diagnostic.Create(
            CallInventoryRule.Descriptor, Location.None, properties.ToImmutable(), listed.Count, compilation.AssemblyName ?? "");
    }

    private static string Call(CallSite site, CallFacts facts, bool isWithoutUsage) => Fields(
        Place(site.Location), facts.Component, facts.Member, Name(facts.Way), facts.Library, site.Call,
        site.State switch
        {
            CallSiteState.Tracked => "tracked",
            CallSiteState.Assumed => "assumed",
            CallSiteState.Declined => "declined",
            _ => "untracked",
        },
        Name(facts.Usage), facts.IsStreamed ? "streamed" : "", isWithoutUsage ? "withoutUsage" : "",
        facts.IsInLoop ? "loop" : "", site.Reason ?? "");

    private static string Link(TypeLink link, LinkPlaces places) => Fields(
        link.From, link.FromMember, Name(link.Kind), link.To, link.ToMember, Place(places.First), Text(places.Count),
        places.AreInLoop ? "loop" : "");

    private static string Place(Location location)
    {
        var span = location.GetMappedLineSpan();
        return $"{span.Path}:{Text(span.StartLinePosition.Line + 1)}";
    }

    private static string Name<T>(T value)
        where T : struct, Enum
        => value.ToString().ToLowerInvariant();

    private static string Fields(params string[] fields) => string.Join("\t", fields.Select(OneLine));

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    // What several threads gather in any order.
    private static string Sorted(IEnumerable<string> lines) => Lines(lines.OrderBy(static line => line, StringComparer.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string OneLine(string text)
    {
        if (text.IndexOfAny(['\t', '\n', '\r']) < 0)
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
            line.Append(c is '\t' or '\n' or '\r' ? ' ' : c);
        return line.ToString();
    }
}
