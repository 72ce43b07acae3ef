namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Whether a name is a misspelt form of another: a fix may correct it, and never goes from one model to another.</summary>
internal static class ModelSpelling
{
    private static readonly char[] Separators = ['-', '.', '_', ':', ' ', '/', '@'];

    /// <summary>
    /// True for names of one model: they differ in separators, in a slip in words, or in a letter that is typed twice, but not in a
    /// version, a date, a size or a word that is missing.
    /// </summary>
    public static bool IsOf(string written, string model)
    {
        var (parts, names) = (Parts(written), Parts(model));
        if (string.Equals(string.Concat(parts), string.Concat(names), StringComparison.OrdinalIgnoreCase))
            return true;
        return parts.Length == names.Length && parts.Zip(names, IsSame).All(static same => same);
    }

    private static bool IsSame(string written, string part)
        => string.Equals(written, part, StringComparison.OrdinalIgnoreCase)
            || (written.Any(char.IsDigit) || part.Any(char.IsDigit)
                ? string.Equals(WithoutRepeated(written), part, StringComparison.OrdinalIgnoreCase)
                : ModelNames.IsOneSlipApart(written, part, least: 3));

    // 4oo: a repeated letter. A repeated digit makes a different number.
    private static string WithoutRepeated(string text)
        => string.Concat(text.Where(
            (c, i) => i == 0 || !char.IsLetter(c) || char.ToLowerInvariant(c) != char.ToLowerInvariant(text[i - 1])));

    private static string[] Parts(string name) => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
