using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>A text that an expression can be.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">The literal, or the name of the constant.</param>
internal readonly record struct ModelText(string Text, IOperation Source);

/// <summary>
/// Texts that an expression can be, once for each place where they are written, the last place first. Immutable. Of many texts, only the
/// last ones are kept; the others are found at earlier uses of the variable.
/// </summary>
internal sealed class ModelTextSet : IEquatable<ModelTextSet>
{
    private const int MostTexts = 32;

    private ModelTextSet(IReadOnlyList<ModelText> texts) => Texts = texts;

    /// <summary>No text.</summary>
    public static ModelTextSet None { get; } = new([]);

    public IReadOnlyList<ModelText> Texts { get; }

    public static ModelTextSet Of(ModelText text) => new([text]);

    /// <summary>The texts of both.</summary>
    public ModelTextSet Or(ModelTextSet other)
    {
        if (other.Texts.Count == 0 || ReferenceEquals(this, other))
            return this;
        if (Texts.Count == 0)
            return other;
        var texts = new List<ModelText>(Math.Min(MostTexts, Texts.Count + other.Texts.Count));
        for (int i = 0, j = 0; texts.Count < MostTexts && (i < Texts.Count || j < other.Texts.Count);)
        {
            var order = i == Texts.Count ? 1 : j == other.Texts.Count ? -1 : Compare(Texts[i], other.Texts[j]);
            texts.Add(order <= 0 ? Texts[i] : other.Texts[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return texts.Count == Texts.Count && texts.SequenceEqual(Texts) ? this : new ModelTextSet(texts);
    }

    public bool Equals(ModelTextSet? other)
        => other is not null && (ReferenceEquals(this, other)
            || Texts.Select(static text => text.Source.Syntax).SequenceEqual(other.Texts.Select(static text => text.Source.Syntax)));

    public override bool Equals(object? obj) => Equals(obj as ModelTextSet);

    public override int GetHashCode() => Texts.Count == 0 ? 0 : Texts[0].Source.Syntax.SpanStart + Texts.Count;

    // By the place: two operations may stand for one literal.
    private static int Compare(ModelText one, ModelText other)
    {
        var (mine, theirs) = (one.Source.Syntax, other.Source.Syntax);
        if (ReferenceEquals(mine, theirs))
            return 0;
        var byFile = string.CompareOrdinal(mine.SyntaxTree.FilePath, theirs.SyntaxTree.FilePath);
        var byPlace = byFile != 0 ? byFile : theirs.SpanStart.CompareTo(mine.SpanStart);
        var byText = byPlace != 0 ? byPlace : string.CompareOrdinal(one.Text, other.Text);
        return byText != 0 ? byText : -1;
    }
}
