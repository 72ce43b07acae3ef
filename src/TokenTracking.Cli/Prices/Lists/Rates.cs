namespace TokenTracking.Cli.Prices.Lists;

/// <summary>The prices of one service tier within one context tier: USD per million, by the table's one-letter code.</summary>
/// <param name="Tier">The service tier; empty for standard.</param>
/// <param name="Above">Input tokens of the call that it begins at; 0 for the base.</param>
/// <param name="Inclusive">True if the boundary itself is in this tier.</param>
internal sealed record Card(string Tier, long Above, bool Inclusive)
{
    public SortedDictionary<string, Price> Prices { get; } = new(StringComparer.Ordinal);

    public decimal? this[string code] => Prices.TryGetValue(code, out var price) ? price.PerMillion : null;
}

/// <summary>A price and which list it is from.</summary>
/// <param name="PerMillion">USD per million tokens, calls or requests.</param>
/// <param name="List">'g' for genai-prices, 'l' for LiteLLM.</param>
internal readonly record struct Price(decimal PerMillion, char List);

/// <summary>Prices with the time they are valid in.</summary>
internal sealed class Row
{
    public DateOnly? From { get; init; }

    /// <summary>Hours of the day in UTC, <c>HHmm-HHmm</c>; null for all day.</summary>
    public string? Hours { get; init; }

    /// <summary>"g", "l", "gl" where both lists agree on input and output, "g!l" where they differ.</summary>
    public string Lists { get; set; } = "";

    public List<Card> Cards { get; } = [];

    public Card Base => Cards[0];

    public Card Get(string tier, long above, bool inclusive)
    {
        var card = Cards.Find(c => c.Tier == tier && c.Above == above);
        if (card is null)
            Cards.Add(card = new Card(tier, above, inclusive));
        return card;
    }
}

/// <summary>A model as one list has it.</summary>
internal sealed class ListedModel
{
    public required string Id { get; init; }

    public List<Row> Rows { get; } = [];

    public SortedDictionary<string, decimal> Multipliers { get; } = new(StringComparer.Ordinal);

    public DateOnly? RetiredOn { get; set; }

    public bool Deprecated { get; set; }

    /// <summary>The kind of use according to LiteLLM: <c>chat</c>, <c>embedding</c>, <c>moderation</c>; null if it is not stated.</summary>
    public string? Mode { get; init; }
}
