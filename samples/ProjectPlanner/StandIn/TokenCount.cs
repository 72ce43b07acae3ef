namespace ProjectPlanner.StandIn;

/// <summary>The stand-in's tokenizer: four characters a token. Crude, and the same on every machine.</summary>
internal static class TokenCount
{
    public static int Of(string? text) => string.IsNullOrEmpty(text) ? 0 : (text.Length + 3) / 4;
}
