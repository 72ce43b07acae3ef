using Microsoft.CodeAnalysis;

namespace TokenTracking.Testing;

/// <summary>What a <see cref="TestedProject"/> is made of. Two keys with the same references and the same prelude are equal.</summary>
internal sealed class TestedProjectKey(
    IReadOnlyList<MetadataReference> references, IReadOnlyDictionary<string, string> prelude, bool generates)
    : IEquatable<TestedProjectKey>
{
    public IReadOnlyList<MetadataReference> References => references;

    public IReadOnlyDictionary<string, string> Prelude => prelude;

    public bool Generates => generates;

    public bool Equals(TestedProjectKey? other)
        => other is not null
            && generates == other.Generates
            && references.SequenceEqual(other.References)
            && prelude.OrderBy(static file => file.Key, StringComparer.Ordinal)
                .SequenceEqual(other.Prelude.OrderBy(static file => file.Key, StringComparer.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as TestedProjectKey);

    public override int GetHashCode() => HashCode.Combine(references.Count, references[^1], prelude.Count, generates);
}
