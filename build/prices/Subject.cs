using System.Globalization;
using TokenTracking.Cli.Prices.Lists;
using TokenTracking.Pricing;

namespace TokenTracking.PriceTable;

/// <summary>A name, with all that is known of it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Name">The name.</param>
/// <param name="Probe">What the table charges.</param>
/// <param name="Ours">The model in the table; null where it has none.</param>
/// <param name="Owner">The model of genai-prices that takes the name by that list's own rules.</param>
/// <param name="Other">LiteLLM's model, errors included.</param>
internal sealed record Subject(string Provider, string Name, Probe Probe, ModelPrice? Ours, GenaiModel? Owner, ListedModel? Other)
{
    /// <summary>True where the table's prices at a time are those of genai-prices.</summary>
    public bool IsDated(DateTimeOffset at) => Ours?.At(at)?.Source.Name.StartsWith("genai", StringComparison.Ordinal) == true;

    /// <summary>
    /// LiteLLM's figure beside one of genai-prices; the list has no dates, so it stands beside the last undated or latest row alone.
    /// </summary>
    public decimal? Wide(Row row, Card card, string code)
        => ReferenceEquals(row, Owner!.Listed.Rows.FindLast(static r => r.Hours is null))
            ? Other?.Rows[0].Cards.Find(c => c.Tier == card.Tier && c.Above == card.Above)?[code] : null;

    /// <summary>The figure of genai-prices for the same thing.</summary>
    public decimal? Genai(Card card, string code, DateTimeOffset at)
    {
        if (card.Tier.Length > 0 || RowAt(at) is not { } row)
            return null;
        return (row.Cards.Find(c => c.Above == card.Above) ?? (card.Above > 0 && row.Cards.Count > 1 ? null : row.Base))?[code];
    }

    /// <summary>The rule of genai-prices for a context tier.</summary>
    public string? GenaiTier(long above, DateTimeOffset at)
        => RowAt(at)?.Cards.Find(c => c.Above == above) is { } card ? (card.Inclusive ? ">=" : ">") + above : null;

    /// <summary>The row of genai-prices that holds at an instant: the last one whose day and hours contain it.</summary>
    public Row? RowAt(DateTimeOffset at)
        => Owner?.Listed.Rows.FindLast(
            row => (row.From is not { } from || from <= DateOnly.FromDateTime(at.UtcDateTime))
                && IsInHours(row, TimeOnly.FromTimeSpan(at.TimeOfDay)));

    /// <summary>Whether a time of day is in the hours of a row.</summary>
    public static bool IsInHours(Row row, TimeOnly time)
        => row.Hours is not { } hours || time.IsBetween(Hour(hours[..4]), Hour(hours[5..]));

    /// <summary>A time of day: <c>1630</c>.</summary>
    public static TimeOnly Hour(string text) => TimeOnly.ParseExact(text, "HHmm", CultureInfo.InvariantCulture);
}
