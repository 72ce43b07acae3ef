namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Texts that name several models: <c>"gpt-4o,gpt-4o-mini"</c>.</summary>
internal static class ModelLists
{
    // No name contains them.
    private static readonly char[] Separators = [',', ';', '|', '\n', '\r', '\t'];

    // A name may contain them: they separate what looks like a provider's name on both sides.
    private static readonly char[] Possible = [' ', '/', '+', '='];

    private static readonly char[] Around = [' ', '"', '\'', '[', ']', '(', ')', '{', '}'];

    /// <summary>The names in a text, each once; null for a text that is one name.</summary>
    public static IReadOnlyList<string>? In(string text)
    {
        var parts = Split(text, Separators);
        if (parts.Count == 0 || (parts.Count == 1 && text.IndexOfAny(Separators) < 0))
        {
            parts = Split(text, Possible);
            return parts.Count > 1 && parts.TrueForAll(ModelNames.IsOfAProvider) ? parts : null;
        }

        return [.. parts.Where(static part => part.All(IsOfAName))];
    }

    private static List<string> Split(string text, char[] separators)
        => [.. text.Split(separators).Select(static part => part.Trim(Around)).Where(static part => part.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool IsOfAName(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@';
}
