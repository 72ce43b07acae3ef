using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The diagnostics for one name, by the price table.</summary>
internal static class ModelFindings
{
    private const string Moving = "-latest";

    /// <summary>The diagnostics for a name; none if the table has no objection, or if it is not certain that it is the name of a
    /// model.</summary>
    /// <param name="model">The name.</param>
    /// <param name="location">Its location.</param>
    /// <param name="isCertain">True if it is the name of a model regardless of its form.</param>
    /// <param name="prices">The price files of the user.</param>
    /// <param name="cancellationToken">Cancels the reading of price files.</param>
    /// <param name="isPart">True if it is a part of a longer text, so that there is no literal that a fix could replace.</param>
    public static IEnumerable<Diagnostic> Of(
        string model, Location location, bool isCertain, OwnPrices prices, CancellationToken cancellationToken, bool isPart = false)
    {
        // Several models in one text: each is judged by itself.
        if (ModelLists.In(model) is { } names)
            return names.SelectMany(name => OfName(name, location, isCertain, prices, isPart: true, cancellationToken));
        return OfName(model, location, isCertain, prices, isPart, cancellationToken);
    }

    private static IEnumerable<Diagnostic> OfName(
        string model, Location location, bool isCertain, OwnPrices prices, bool isPart, CancellationToken cancellationToken)
    {
        if (!MayFindName(model))
            return [];
        var entry = ModelTable.Instance.Find(model);
        var isLike = isCertain || ModelNames.IsOfAProvider(model) || (entry is null && ModelNames.IsNearlyOfAProvider(model));
        if (!isLike || prices.Contains(model, cancellationToken))
            return [];
        return entry is null ? Unknown(model, location, isPart) : Known(model, entry, location);
    }

    /// <summary>False for a name that is never reported, regardless of its place.</summary>
    public static bool MayFind(string model)
        => ModelLists.In(model) is { } names ? names.Any(MayFindName) : MayFindName(model);

    private static bool MayFindName(string model)
        => model.Length is > 0 and <= 200
            && (ModelTable.Instance.Find(model) is { } entry
                ? IsMoving(model) || entry is not { RetiredOn: null, HasPrice: true }
                : !ModelNames.IsSelfHosted(model) && !ModelNames.IsPlaceholder(model));

    private static IEnumerable<Diagnostic> Unknown(string model, Location location, bool isPart)
    {
        var table = ModelTable.Instance;
        var near = table.Near(model, 3);
        yield return Diagnostic.Create(
            UnknownModelRule.Descriptor, location, near.Count > 0 && !isPart && ModelSpelling.IsOf(model, near[0])
                ? ImmutableDictionary<string, string?>.Empty.Add(ModelNameAnalyzer.Nearest, near[0])
                : null,
            model, table.Date, near.Count > 0 ? "; similar names: " + string.Join(", ", near) : "");
        if (IsMoving(model))
            yield return Diagnostic.Create(MovingAliasRule.Descriptor, location, model);
    }

    private static IEnumerable<Diagnostic> Known(string model, ModelEntry entry, Location location)
    {
        var date = ModelTable.Instance.Date;
        if (entry.RetiredOn is { } day)
        {
            var isOver = string.CompareOrdinal(day, date) <= 0;
            yield return Diagnostic.Create(
                RetiredModelRule.Descriptor, location, model, isOver ? "was retired on" : "is deprecated and will be retired on", day);
        }

        if (!entry.HasPrice)
            yield return Diagnostic.Create(UnpricedModelRule.Descriptor, location, model, date);
        if (IsMoving(model))
            yield return Diagnostic.Create(MovingAliasRule.Descriptor, location, model);
    }

    private static bool IsMoving(string model) => model.EndsWith(Moving, StringComparison.OrdinalIgnoreCase);
}
