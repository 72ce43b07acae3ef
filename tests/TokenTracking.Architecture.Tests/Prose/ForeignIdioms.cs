namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>Finds wordings that are right in grammar and foreign in idiom.</summary>
internal static class ForeignIdioms
{
    /// <summary>Each finding with its place, what surrounds it, and an example of a better wording.</summary>
    public static IEnumerable<string> In(IEnumerable<WrittenText> texts)
        => from text in texts
           from phrase in Phrase.All
           let match = phrase.Pattern.Match(text.Words)
           where match.Success
           select $"{text.Place}: \"{Around(text.Words, match.Index, match.Length)}\"; better: \"{phrase.Better}\"";

    private static string Around(string words, int start, int length)
        => words[Math.Max(0, start - 40)..Math.Min(words.Length, start + length + 40)];
}
