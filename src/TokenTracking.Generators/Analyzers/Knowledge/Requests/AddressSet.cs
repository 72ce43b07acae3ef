using System.Globalization;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The texts that an address may be, in the order of the code that creates them. Immutable.</summary>
internal sealed class AddressSet : IEquatable<AddressSet>
{
    // Sufficient for a table of providers; more texts add nothing about the destination of a request.
    private const int MostTexts = 24;

    // Of longer texts, which a loop may create, only the beginning and the end are kept: the host and the path.
    private const int LongestText = 300;
    private const int LongestEnd = 130;

    private readonly IReadOnlyList<string> _texts;

    private AddressSet(IEnumerable<string> texts) => _texts = [.. texts.Distinct().Take(MostTexts)];

    /// <summary>No text: an impossible value.</summary>
    public static AddressSet None { get; } = new([]);

    /// <summary>An unknown text.</summary>
    public static AddressSet Unknown { get; } = new([AddressTexts.Open]);

    public IReadOnlyList<string> Texts => _texts;

    public static AddressSet Of(object? constant) => new([Convert.ToString(constant, CultureInfo.InvariantCulture) ?? ""]);

    /// <summary>The texts of both.</summary>
    public AddressSet Or(AddressSet other) => other._texts.Count == 0 ? this : _texts.Count == 0 ? other : new(_texts.Concat(other._texts));

    /// <summary>Each text, transformed.</summary>
    public AddressSet Each(Func<string, string> change) => new(_texts.Select(change));

    /// <summary>The concatenation of two parts.</summary>
    public static AddressSet Chain(IEnumerable<AddressSet> parts)
        => parts.Aggregate(Of(""), static (whole, next) => whole.With(next, static (text, end) => text + end));

    /// <summary>The concatenation of two parts with one slash between them, as a base address and a path are joined.</summary>
    public static AddressSet Join(IReadOnlyList<AddressSet> parts)
        => parts.Count == 0 ? Unknown : parts.Skip(1).Aggregate(parts[0], static (whole, next) => whole.With(next, Join));

    /// <summary>A base address and a path under it.</summary>
    public static string Join(string root, string path)
        => root.Length == 0 ? path : path.Length == 0 ? root : root.TrimEnd('/') + "/" + path.TrimStart('/');

    /// <summary>Each text with one text in it replaced by each of some others.</summary>
    public AddressSet Replace(AddressSet old, AddressSet others)
        => old._texts is [{ Length: > 0 } known] && known != AddressTexts.Open
            ? new(_texts.SelectMany(text => text.Contains(known) ? others._texts.Select(other => text.Replace(known, other)) : [text]))
            : this;

    public bool Equals(AddressSet? other) => other is not null && _texts.SequenceEqual(other._texts, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    public override int GetHashCode() => _texts.Count == 0 ? 0 : StringComparer.Ordinal.GetHashCode(_texts[0]) + _texts.Count;

    private AddressSet With(AddressSet next, Func<string, string, string> add)
        => new(_texts.SelectMany(text => next._texts.Select(end => Shortened(add(text, end)))));

    private static string Shortened(string text)
        => text.Length <= LongestText ? text
            : text.Substring(0, LongestEnd) + AddressTexts.Open + text.Substring(text.Length - LongestEnd);
}
