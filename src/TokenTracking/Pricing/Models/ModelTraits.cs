namespace TokenTracking.Pricing.Models;

/// <summary>The properties of a model that pricing needs in addition to its prices.</summary>
internal sealed record ModelTraits
{
    public static ModelTraits None { get; } = new();

    /// <summary>Claude, on any platform: the documented cache multipliers of Anthropic apply if a list has no price.</summary>
    public bool IsClaude { get; init; }

    public bool IsDeprecated { get; init; }

    public DateOnly? RetiredOn { get; init; }

    /// <summary>Factors on token prices by <c>geo:us</c>, <c>speed:fast</c>; null for none.</summary>
    public KeyValuePair<string, decimal>[]? Multipliers { get; init; }

    /// <summary>The factor that is listed for a value, without making a key of it.</summary>
    public bool TryGetMultiplier(string kind, string value, out decimal factor)
    {
        foreach (var (key, listed) in Multipliers ?? [])
        {
            if (key.Length == kind.Length + value.Length && key.StartsWith(kind, StringComparison.Ordinal)
                && key.AsSpan(kind.Length).Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                factor = listed;
                return true;
            }
        }

        factor = 1m;
        return false;
    }
}
