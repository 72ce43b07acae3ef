namespace TokenTracking.Prices.Check;

/// <summary>docs/price-deviations.md: what is said to differ, and why.</summary>
internal sealed class DeviationPage
{
    private readonly Dictionary<(string Provider, string Model), List<(string Tier, string Kind, string When, string Reason)>> _entries =
        [];

    public DeviationPage(IEnumerable<string> lines)
    {
        var provider = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                provider = line[3..].Trim();
            if (!line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var words = cells[2].Split(' ');
            var tier = words[0] is "batch" or "flex" or "priority" ? words[0] : "";
            var kind = tier.Length > 0 ? words[1] : words[0];
            foreach (var name in cells[1].Split(", ").Select(static name => name.Trim('`')))
            {
                if (!_entries.TryGetValue((provider, name), out var entries))
                    _entries[(provider, name)] = entries = [];
                entries.Add((tier, kind, string.Join(' ', words[(tier.Length > 0 ? 2 : 1)..]), cells[6]));
            }
        }
    }

    /// <summary>How many entries there are; names that share a line count for themselves.</summary>
    public int Count => _entries.Values.Sum(static entries => entries.Count);

    /// <summary>
    /// The reason of an entry for something that the usage has, or of any where the model has no price; null where there is none.
    /// </summary>
    public string? ReasonOf(string provider, string model, Usage usage, string tier)
    {
        if (!_entries.TryGetValue((provider, model), out var entries))
            return null;
        return PriceBook.Default.Find(provider, model) is null
            ? entries[0].Reason
            : entries.Find(entry => (entry.Tier.Length == 0 || entry.Tier == tier) && Uses(usage, entry.Kind, entry.When)).Reason;
    }

    private static bool Uses(Usage usage, string kind, string when)
    {
        if (kind == "boundary")
            return usage.Input == long.Parse(when, System.Globalization.CultureInfo.InvariantCulture);
        if (when.StartsWith('>') && usage.Input < long.Parse(when.TrimStart('>', '='), System.Globalization.CultureInfo.InvariantCulture))
            return false;
        return kind switch
        {
            "input" => usage.Fresh > 0,
            "output" => usage.Output > 0,
            "cacheRead" => usage.Read > 0,
            "cacheWrite5m" => usage.Write > 0,
            "cacheWrite1h" => usage.Write1h > 0,
            "reasoning" => usage.Reasoning > 0,
            "audioInput" => usage.AudioIn > 0,
            "audioOutput" => usage.AudioOut > 0,
            "audioCacheRead" => usage.AudioRead > 0,
            "imageInput" => usage.ImageIn > 0,
            "imageOutput" => usage.ImageOut > 0,
            "imageCacheRead" => usage.ImageRead > 0,
            "serverToolCall" => usage.Searches > 0,
            "request" => true,
            _ => false,
        };
    }
}
