using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TokenTracking.Cli.Coverage;
using TokenTracking.Cli.Explain;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Recost;
using TokenTracking.Cli.Reports;
using TokenTracking.Cli.Savings;

namespace TokenTracking.Cli.Terminal;

/// <summary>The JSON contracts of all commands: camelCase, nulls written, money as exact numbers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(LineError))]
[JsonSerializable(typeof(PricesDocument))]
[JsonSerializable(typeof(CostAnswer))]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(FindingsDocument))]
[JsonSerializable(typeof(RecostDocument))]
[JsonSerializable(typeof(WhatIfDocument))]
[JsonSerializable(typeof(RecommendationsDocument))]
[JsonSerializable(typeof(CoverageDocument))]
internal sealed partial class JsonText : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static JsonText Indented { get; } = With(indented: true);

    /// <summary>One document a line.</summary>
    public static JsonText Line { get; } = With(indented: false);

    /// <summary>An instant in UTC: <c>2026-11-22T10:00:00Z</c>.</summary>
    /// <param name="time">The instant; null for none.</param>
    /// <returns>The text; null for none.</returns>
    public static string? Instant(DateTimeOffset? time)
        => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same amount without zeros at its end: <c>0.0012</c>, not <c>0.001200</c>.</summary>
    /// <param name="amount">The amount; null where unknown.</param>
    /// <returns>The amount, exact.</returns>
    public static decimal? Exact(decimal? amount) => amount is { } known ? Exact(known) : null;

    /// <summary>The same amount without zeros at its end.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>The amount, exact.</returns>
    public static decimal Exact(decimal amount) => amount / 1.0000000000000000000000000000m;

    // The output goes to a terminal or a file, never into HTML: names stay legible, control characters are escaped all the same.
    private static JsonText With(bool indented) => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
