namespace TokenTracking.Cli.Prices.Lists;

/// <summary>Makes tables of the two public lists.</summary>
internal static class ListTables
{
    /// <summary>The table of one list or of both merged.</summary>
    /// <param name="genai">The text of genai-prices; null without it.</param>
    /// <param name="liteLlm">The text of LiteLLM's prices; null without it.</param>
    /// <param name="genaiDay">The day of the first (<c>2026-09-23</c>).</param>
    /// <param name="liteLlmDay">The day of the second.</param>
    /// <returns>The table's text, and what it holds.</returns>
    public static (string Table, int Models, int Names) Make(
        string? genai, string? liteLlm, string genaiDay, string liteLlmDay,
        string genaiName = "genai-prices", string liteLlmName = "LiteLLM model prices")
    {
        var dated = genai is null ? null : new GenaiPrices(genai);
        var wide = liteLlm is null ? [] : LiteLlm.Read(liteLlm);
        var writer = new TableWriter();
        foreach (var provider in ProviderNames.All)
        {
            writer.Provider(provider, provider.Genai is null ? null : dated?.PricingUrl(provider.Genai));
            if (provider.Name is "ollama" or "local")
            {
                writer.Free(genai is not null && liteLlm is null ? 'g' : 'l');
                continue;
            }

            var merger = new Merger(
                provider, provider.Genai is null || dated is null ? [] : dated.Models(provider.Genai),
                wide.GetValueOrDefault(provider.Name) ?? []);
            writer.ModelsOf(merger.Merge());
        }

        var lists = new List<string>();
        if (genai is not null)
            lists.Add($"g\t{genaiName}\t{genaiDay}\thttps://github.com/pydantic/genai-prices");
        if (liteLlm is not null)
            lists.Add($"l\t{liteLlmName}\t{liteLlmDay}\thttps://github.com/BerriAI/litellm");
        var isGenaiNewer = string.CompareOrdinal(genai is null ? "" : genaiDay, liteLlm is null ? "" : liteLlmDay) >= 0;
        var table = writer.Finish(isGenaiNewer ? genaiDay : liteLlmDay, [.. lists]);
        return (table, writer.Models, writer.Names);
    }
}
