using System.Globalization;

namespace TokenTracking.Pricing.Rates;

/// <summary>What processing in a region costs more, for models whose list has no factor.</summary>
internal static class RegionalFactors
{
    private const decimal Regional = 1.1m;

    /// <summary>Whether a region is one that nobody charges for.</summary>
    public static bool IsNone(string geo)
        => geo.Equals("global", StringComparison.OrdinalIgnoreCase) || geo.Equals("not_available", StringComparison.OrdinalIgnoreCase);

    /// <summary>The documented factor.</summary>
    /// <param name="provider">Whose price list the model is in.</param>
    /// <param name="model">The model.</param>
    /// <param name="isClaude">True for Claude.</param>
    /// <param name="geo">The region.</param>
    /// <param name="factor">The factor on token prices.</param>
    /// <returns>True if there is one. Sources: platform.claude.com, "Pricing" (<c>inference_geo: us</c>, 1.1 from Claude 4.6 on; regional
    /// endpoints of Vertex, 1.1 from Claude 4.5 on).</returns>
    public static bool TryDocumented(string provider, string model, bool isClaude, string geo, out decimal factor)
    {
        factor = 1m;
        if (!isClaude || VersionOf(model) is not { } version)
            return false;
        if (provider == "anthropic" ? geo.Equals("us", StringComparison.OrdinalIgnoreCase) && version >= 4.6m
            : provider == "gcp.vertex_ai" && version >= 4.5m)
        {
            factor = Regional;
        }

        return factor != 1m;
    }

    // claude-sonnet-4-6, claude-opus-5@20260724: one or two short numbers; a date is longer.
    private static decimal? VersionOf(string model)
    {
        decimal? version = null;
        foreach (var range in model.AsSpan().SplitAny('-', '@', '.'))
        {
            var piece = model.AsSpan(range);
            var isNumber = piece.Length is 1 or 2 && int.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (!isNumber && version is not null)
                return version;
            if (!isNumber)
                continue;
            var number = int.Parse(piece, NumberStyles.None, CultureInfo.InvariantCulture);
            if (version is { } major)
                return major + (number / 10m);
            version = number;
        }

        return version;
    }
}
