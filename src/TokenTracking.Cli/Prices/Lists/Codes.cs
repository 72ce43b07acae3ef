using System.Globalization;
using System.Text.Json;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>How the two lists name the dimensions that the table prices. Per-image, per-second, per-page and per-character prices are left
/// out: nothing the tracker counts is in those units.</summary>
internal static class Codes
{
    public const string Input = "i";
    public const string Output = "o";
    public const string CacheRead = "r";
    public const string CacheWrite = "w";
    public const string CacheWrite1h = "h";
    public const string Reasoning = "n";
    public const string AudioInput = "a";
    public const string AudioOutput = "b";
    public const string AudioCacheRead = "c";
    public const string ImageInput = "m";
    public const string ImageOutput = "p";
    public const string ImageCacheRead = "k";
    public const string Request = "q";
    public const string WebSearch = "s";

    /// <summary>genai-prices: field to code and the factor from its unit to USD per million.</summary>
    public static readonly Dictionary<string, (string Code, decimal Factor)> Genai = new(StringComparer.Ordinal)
    {
        ["input_mtok"] = (Input, 1m),
        ["output_mtok"] = (Output, 1m),
        ["cache_read_mtok"] = (CacheRead, 1m),
        ["cache_write_mtok"] = (CacheWrite, 1m),
        ["cache_write_1h_mtok"] = (CacheWrite1h, 1m),
        ["output_reasoning_mtok"] = (Reasoning, 1m),
        ["input_audio_mtok"] = (AudioInput, 1m),
        ["output_audio_mtok"] = (AudioOutput, 1m),
        ["cache_audio_read_mtok"] = (AudioCacheRead, 1m),
        ["input_image_mtok"] = (ImageInput, 1m),
        ["output_image_mtok"] = (ImageOutput, 1m),
        ["cache_image_read_mtok"] = (ImageCacheRead, 1m),
        ["requests_kcount"] = (Request, 1000m),
        ["web_searches_kcount"] = (WebSearch, 1000m),
    };

    /// <summary>LiteLLM: field to code. All are USD per single token, request or search.</summary>
    public static readonly Dictionary<string, string> LiteLlm = new(StringComparer.Ordinal)
    {
        ["input_cost_per_token"] = Input,
        ["output_cost_per_token"] = Output,
        ["cache_read_input_token_cost"] = CacheRead,
        ["cache_creation_input_token_cost"] = CacheWrite,
        ["cache_creation_input_token_cost_above_1hr"] = CacheWrite1h,
        ["output_cost_per_reasoning_token"] = Reasoning,
        ["input_cost_per_audio_token"] = AudioInput,
        ["output_cost_per_audio_token"] = AudioOutput,
        ["cache_read_input_audio_token_cost"] = AudioCacheRead,
        ["input_cost_per_image_token"] = ImageInput,
        ["output_cost_per_image_token"] = ImageOutput,
        ["input_cost_per_query"] = Request,
        ["input_cost_per_request"] = Request,
    };

    // Above this a cost could be no number any more; it is an error of the list.
    private const decimal MaxPerMillion = 1_000_000_000m;

    /// <summary>Whether a figure per million is a price. OpenRouter writes -1 for a model that picks another one.</summary>
    public static bool IsPrice(decimal perMillion) => perMillion is >= 0m and <= MaxPerMillion;

    /// <summary>Whether a name can be that of a model: it can be printed, and written to the table unchanged.</summary>
    public static bool IsName(string name) => name.Length > 0 && name != "*" && !name.Any(static c => char.IsControl(c) || c == ',');

    /// <summary>A price of a list. 7.500000000000001e-07 is 7.5e-07: a double keeps 15 digits, no price has more than 12, what is beyond is
    /// noise.</summary>
    public static decimal Number(JsonElement price)
    {
        var value = decimal.Parse(price.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value <= 0m)
            return value;
        var digits = 12;
        for (var scaled = Math.Abs(value); scaled < 0.1m; scaled *= 10m)
            digits++;
        for (var scaled = Math.Abs(value); scaled >= 1m; scaled /= 10m)
            digits--;
        return Math.Round(value, Math.Clamp(digits, 0, 28));
    }
}
