using System.Globalization;
using System.Text;
using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.PriceTable;

/// <summary>docs/price-deviations.md: every figure of the lists that the table does not take over, with its reason.</summary>
internal static class DeviationPage
{
    /// <summary>Finds the deviations of all providers.</summary>
    public static List<Deviation> Find(string table, string genai, string liteLlm, string genaiDay, string wideDay)
    {
        var book = PriceBook.Read(Encoding.UTF8.GetBytes(table), "the new table");
        var dated = new GenaiPrices(genai);
        var wide = LiteLlm.ReadAsListed(liteLlm);
        return [.. ProviderNames.All.SelectMany(provider => new Comparer(
            book, provider, provider.Genai is null ? [] : dated.Models(provider.Genai), wide.GetValueOrDefault(provider.Name) ?? [],
            DateOnly.ParseExact(genaiDay, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly.ParseExact(wideDay, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Compare())];
    }

    /// <summary>The page.</summary>
    public static string Text(List<Deviation> deviations)
    {
        var page = new StringBuilder();
        page.Append("""
            # Where the price table differs from a list

            Every figure of the two price lists that the embedded table does not take over, model by model. Made by `build/prices`; do
            not edit. [prices.md](prices.md) says how the table is made. USD per million tokens (requests, searches); `–` is not listed,
            `none` is no price, `derived` a documented multiplier. LiteLLM has no dates: its figures are compared with the prices of
            2026-07-24, the day of the copy.


            """.ReplaceLineEndings("\n"));
        foreach (var (reason, name, text) in Reasons.All)
            page.Append(CultureInfo.InvariantCulture, $"- **{name}** ({deviations.Count(found => found.Reason == reason)}): {text}\n");
        foreach (var provider in deviations.GroupBy(static found => found.Provider))
        {
            page.Append(CultureInfo.InvariantCulture,
                $"\n## {provider.Key}\n\n| model | what | genai-prices | LiteLLM | ours | reason |\n|---|---|---|---|---|---|\n");

            // Names of one model have one line.
            foreach (var same in provider.GroupBy(static found => found with { Model = "" }))
            {
                var names = string.Join(", ", same.Select(static found => $"`{found.Model}`"));
                var found = same.Key;
                page.Append(CultureInfo.InvariantCulture,
                    $"| {names} | {found.What} | {found.Genai} | {found.LiteLlm} | {found.Ours} | {Reasons.NameOf(found.Reason)} |\n");
            }
        }

        return page.ToString();
    }
}
