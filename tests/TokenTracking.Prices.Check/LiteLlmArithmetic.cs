using System.Globalization;
using System.Text.Json;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Prices.Check;

/// <summary>LiteLLM's calculation (<c>generic_cost_per_token</c>, <c>batch_cost_calculator</c>, and those of Anthropic, DashScope and
/// Perplexity), with
/// all that it takes for granted: a figure that is not listed is 0, or the standard tier's, or the base tier's.</summary>
internal sealed class LiteLlmArithmetic(JsonElement model, string provider)
{
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string Read = "cache_read_input_token_cost";
    private const string Write = "cache_creation_input_token_cost";
    private const string Write1h = "cache_creation_input_token_cost_above_1hr";
    private const string Reasoning = "output_cost_per_reasoning_token";

    private readonly SortedSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>The cost of a call.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="tier">The service tier; empty for standard.</param>
    /// <param name="geo">The region; null for none.</param>
    /// <param name="isFast">Anthropic's fast mode.</param>
    public ListedCost Cost(Usage usage, string tier = "", string? geo = null, bool isFast = false)
    {
        _silent.Clear();
        Note(tier is "flex" or "priority" && Tiers() is not null, "a part that its tier does not list at the standard price");
        Note(provider == "perplexity" && Number("input_cost_per_request") is null, "a request at 0");
        var (tokens, cache) = tier == "batch" ? Batch(usage) : Tiers() is { } tiers ? Ranges(usage, tiers) : Generic(usage, tier);
        return new ListedCost(((tokens + cache) * Uplift(geo)) + (tokens * (FastFactor(isFast) - 1m)) + Calls(usage), [.. _silent]);
    }

    private (decimal Tokens, decimal Cache) Generic(Usage usage, string tier)
    {
        var suffix = tier.Length == 0 ? "" : "_" + tier;
        var above = LiteLlmList.Thousands(model)
            .FirstOrDefault(k => usage.Input > k * 1000L || (provider == "x_ai" && usage.Input == k * 1000L));
        var input = Rate(Input, suffix, above, usage.Fresh);
        var output = Rate(Output, suffix, above, usage.Output);

        // Models that make images alone list no output price by the token.
        if (output == 0m)
            output = Number("output_cost_per_image_token") ?? 0m;
        var (audio, image) = (usage.AudioIn - usage.AudioRead, usage.ImageIn - usage.ImageRead);
        if (usage.AudioRead + usage.ImageRead > 0 && (Lists("input_cost_per_audio_token") || Lists("input_cost_per_image_token")))
            _silent.Add("cached audio and images are cached text");
        var cache = (usage.Read * Rate(Read, suffix, above, usage.Read)) + (usage.Write * Rate(Write, suffix, above, usage.Write))
            + (usage.Write1h * Rate(Write1h, above > 0 ? suffix : "", above, usage.Write1h));
        var tokens = ((usage.Fresh - audio - image) * input)
            + (audio * Rate("input_cost_per_audio_token", suffix, 0, audio))
            + (image * ImageInput(above, image, suffix))
            + ((usage.Output - usage.Reasoning - usage.AudioOut - usage.ImageOut) * output)
            + (usage.AudioOut * (Number("output_cost_per_audio_token") ?? output))
            + (usage.ImageOut * (Number("output_cost_per_image_token") ?? output))
            + (usage.Reasoning * ReasoningRate(suffix, output));
        Note((usage.AudioOut > 0 && !Lists("output_cost_per_audio_token")) || (usage.ImageOut > 0 && !Lists("output_cost_per_image_token"))
            || (usage.Reasoning > 0 && !Lists(Reasoning)), "a part without a figure with its whole");
        if (provider == "perplexity" && usage.Reasoning > 0 && Lists(Reasoning))
        {
            _silent.Add("reasoning beside the whole output");
            tokens += usage.Reasoning * output;
        }

        if (suffix.Length + above > 0 && (usage.AudioIn > 0 || usage.AudioOut > 0 || usage.ImageOut > 0))
            _silent.Add("audio and images at the base price in every tier");
        return (tokens, cache);
    }

    private decimal ImageInput(int above, long tokens, string suffix)
    {
        Note(tokens > 0 && !Lists("input_cost_per_image_token"), "a part without a figure with its whole");
        if (tokens > 0 && (above > 0 || suffix.Length > 0))
            _silent.Add("audio and images at the base price in every tier");
        return Number("input_cost_per_image_token") ?? Number(Input) ?? 0m;
    }

    private decimal ReasoningRate(string suffix, decimal output)
        => Number(Reasoning + suffix) ?? (suffix.Length > 0 && Lists(Output + suffix) ? output : Number(Reasoning) ?? output);

    // What the tier lists, else what the standard tier does; above a boundary likewise, else what holds below it.
    private decimal Rate(string field, string suffix, int above, long tokens)
    {
        if (above > 0)
        {
            var key = $"{field}_above_{above}k_tokens";
            if (Number(key + suffix) is { } listed)
                return listed;
            Note(tokens > 0,
                suffix.Length > 0 ? "a part that its tier does not list at the standard price"
                    : "a part that its context tier does not list at the base price");
            if (Number(key) is { } standard)
                return standard;
        }

        if (Number(field + suffix) is { } own)
            return own;
        Note(tokens > 0 && suffix.Length > 0, "a part that its tier does not list at the standard price");
        Note(tokens > 0 && !Lists(field), "what is not listed at 0");
        return Number(field) ?? 0m;
    }

    // A batch price takes the whole input, cached or not; without one it is half of the standard price.
    private (decimal Tokens, decimal Cache) Batch(Usage usage)
    {
        Note(usage.Fresh < usage.Input || usage.AudioIn + usage.AudioOut + usage.ImageIn + usage.ImageOut + usage.Reasoning > 0,
            "a batch without its parts");
        Note(LiteLlmList.Thousands(model).Any(k => usage.Input >= k * 1000L) || Tiers() is not null, "a batch without context tiers");
        Note(!Lists(Input + "_batches"), "half of the standard price for a batch");
        Note((usage.Input > 0 && !Lists(Input)) || (usage.Output > 0 && !Lists(Output)), "what is not listed at 0");
        var input = Number(Input + "_batches") is { } batch
            ? usage.Input * batch
            : (((usage.Input - usage.Read) * (Number(Input) ?? 0m)) + (usage.Read * (Number(Read) ?? 0m))) / 2m;
        return (input + (usage.Output * (Number(Output + "_batches") ?? ((Number(Output) ?? 0m) / 2m))), 0m);
    }

    // Alibaba: one range takes the whole call; its beginning is outside. What a range does not list costs as its input.
    private (decimal Tokens, decimal Cache) Ranges(Usage usage, List<JsonElement> ranges)
    {
        var range = usage.Input <= 0 ? default
            : ranges.Find(r => usage.Input > Begin(r) && usage.Input <= r.GetProperty("range")[1].GetDecimal());
        if (range.ValueKind == JsonValueKind.Undefined)
            range = usage.Input <= 0 ? ranges[0] : ranges[^1];
        Note(ranges.Exists(r => usage.Input == Begin(r)), "a range without its beginning");
        Note(usage.Read > 0 && Number(range, Read) is null, "a cache that is not listed at the input price");
        Note(usage.Write + usage.Write1h > 0 && (Number(range, Write) is null || usage.Write1h > 0),
            "a cache that is not listed at the input price");
        var (input, output) = (Number(range, Input) ?? 0m, Number(range, Output) ?? 0m);
        var tokens = (usage.Fresh * input) + ((usage.Output - usage.Reasoning) * output)
            + (usage.Reasoning * (Number(range, Reasoning) ?? output));
        return (tokens, (usage.Read * (Number(range, Read) ?? input)) + ((usage.Write + usage.Write1h) * (Number(range, Write) ?? input)));
    }

    private decimal Calls(Usage usage)
    {
        var request = Number("input_cost_per_request") ?? Number("input_cost_per_query") ?? 0m;
        if (usage.Searches == 0)
            return request;
        if (model.TryGetProperty("search_context_cost_per_query", out var sizes)
            && Number(sizes, "search_context_size_medium") is { } search)
            return request + (usage.Searches * search);
        _silent.Add("what is not listed at 0");
        return request;
    }

    private decimal Uplift(string? geo) => geo is null
        ? 1m
        : Number("regional_processing_uplift_multiplier_" + geo) ?? Specific(geo) ?? 1m;

    private decimal FastFactor(bool isFast)
    {
        Note(isFast, "cached tokens at the standard speed");
        return isFast ? Specific("fast") ?? 1m : 1m;
    }

    /// <summary>The service tiers that it has a price for. Batches have one for every model: half of the standard price.</summary>
    public IEnumerable<string> ServiceTiers
        => new[] { "", "batch" }.Concat(new[] { "flex", "priority" }.Where(tier => Lists(Input + "_" + tier)));

    /// <summary>The regions that have a price of their own.</summary>
    public IEnumerable<string> Regions => new[] { "us", "eu" }.Where(geo => Uplift(geo) != 1m);

    private decimal? Specific(string name) => model.TryGetProperty("provider_specific_entry", out var entry) ? Number(entry, name) : null;

    private List<JsonElement>? Tiers()
        => model.TryGetProperty("tiered_pricing", out var tiers) && tiers[0].TryGetProperty("range", out _)
            ? [.. tiers.EnumerateArray().OrderBy(Begin)] : null;

    private static decimal Begin(JsonElement range) => range.GetProperty("range")[0].GetDecimal();

    private void Note(bool isSilent, string what)
    {
        if (isSilent)
            _silent.Add(what);
    }

    private bool Lists(string field) => Number(field) is not null;

    private decimal? Number(string field) => Number(model, field);

    private static decimal? Number(JsonElement from, string field)
        => from.TryGetProperty(field, out var price) && price.ValueKind == JsonValueKind.Number
            ? decimal.Parse(price.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
