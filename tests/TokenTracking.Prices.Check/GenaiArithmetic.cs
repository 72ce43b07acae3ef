using System.Text.Json;

namespace TokenTracking.Prices.Check;

/// <summary>
/// The calculation of genai-prices 0.1.8: every kind of usage is a set of properties, and what is more specific is a part of what is less
/// so. A
/// kind that the model prices is billed without its parts that are priced themselves; a part that is not priced is billed with its whole.
/// </summary>
internal static class GenaiArithmetic
{
    private static readonly Unit[] Units =
    [
        new("input_mtok", 1_000_000m, ["input"], static u => u.Input),
        new("cache_read_mtok", 1_000_000m, ["input", "read"], static u => u.Read),
        new("cache_write_mtok", 1_000_000m, ["input", "write"], static u => u.Write + u.Write1h),
        new("cache_write_1h_mtok", 1_000_000m, ["input", "write", "1h"], static u => u.Write1h),
        new("input_audio_mtok", 1_000_000m, ["input", "audio"], static u => u.AudioIn),
        new("cache_audio_read_mtok", 1_000_000m, ["input", "audio", "read"], static u => u.AudioRead),
        new("input_image_mtok", 1_000_000m, ["input", "image"], static u => u.ImageIn),
        new("cache_image_read_mtok", 1_000_000m, ["input", "image", "read"], static u => u.ImageRead),
        new("output_mtok", 1_000_000m, ["output"], static u => u.Output),
        new("output_reasoning_mtok", 1_000_000m, ["output", "reasoning"], static u => u.Reasoning),
        new("output_audio_mtok", 1_000_000m, ["output", "audio"], static u => u.AudioOut),
        new("output_image_mtok", 1_000_000m, ["output", "image"], static u => u.ImageOut),
        new("requests_kcount", 1_000m, ["request"], static _ => 1),
        new("web_searches_kcount", 1_000m, ["search"], static u => u.Searches),
    ];

    public static ListedCost Of(JsonElement prices, Usage usage)
    {
        var priced = Units.Where(unit => prices.TryGetProperty(unit.Key, out _)).OrderByDescending(static unit => unit.Properties.Length)
            .ToList();
        var own = new Dictionary<Unit, long>();
        foreach (var unit in priced)
            own[unit] = unit.Count(usage) - own.Where(part => part.Key.IsPartOf(unit)).Sum(static part => part.Value);
        var amount = own.Sum(entry => entry.Value * PerUnit(prices.GetProperty(entry.Key.Key), usage.Input) / entry.Key.Per);
        var isSilent = Array.Exists(Units, unit => unit.Key != "requests_kcount" && !priced.Contains(unit) && unit.Count(usage) > 0);
        return new ListedCost(amount, isSilent ? ["a part without a figure with its whole, or at 0"] : []);
    }

    private static decimal PerUnit(JsonElement price, long input)
    {
        if (price.ValueKind == JsonValueKind.Number)
            return price.GetDecimal();
        var value = price.GetProperty("base").GetDecimal();
        foreach (var tier in price.GetProperty("tiers").EnumerateArray().OrderBy(static tier => tier.GetProperty("start").GetInt64()))
        {
            if (input > tier.GetProperty("start").GetInt64())
                value = tier.GetProperty("price").GetDecimal();
        }

        return value;
    }

    private sealed record Unit(string Key, decimal Per, string[] Properties, Func<Usage, long> Count)
    {
        public bool IsPartOf(Unit whole) => this != whole && whole.Properties.All(property => Properties.Contains(property));
    }
}
