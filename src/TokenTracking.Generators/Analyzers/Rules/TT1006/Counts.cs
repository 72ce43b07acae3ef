using System.Collections.Immutable;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The counts that a value is the sum of. Two of them are equal if they have the same counts, in any order.</summary>
internal sealed class Counts : IEquatable<Counts>
{
    // More of them say nothing new.
    private const int Most = 200;

    private readonly HashSet<UsagePath> _all;
    private readonly bool _isFullSum;
    private HashSet<string>? _holders;

    private Counts(IEnumerable<UsagePath> paths)
    {
        _all = [];
        Paths = [.. paths.Where(_all.Add).Take(Most)];
        _isFullSum = Paths.Length == Most && Paths.All(static path => path.IsSummed);
    }

    /// <summary>A constant, or a value that leads only to itself: it adds nothing.</summary>
    public static Counts Nothing { get; } = new([]);

    /// <summary>An unknown value: nothing visible defines it, something is subtracted from it, or it is one of several values that have no
    /// count in common.</summary>
    public static Counts Unseen { get; } = new([]);

    public bool IsNothing => ReferenceEquals(this, Nothing);

    /// <summary>The counts, in the order of the code.</summary>
    public ImmutableArray<UsagePath> Paths { get; }

    // Found once: all steps after the first ones of a long counter share one object.
    private HashSet<string> Holders => _holders ??= new(Paths.Select(static path => path.Holder), StringComparer.Ordinal);

    public static Counts Of(IEnumerable<UsagePath> paths)
    {
        var counts = new Counts(paths);
        return counts.Paths.IsEmpty ? Unseen : counts;
    }

    /// <summary>The counts of a sum of values.</summary>
    public static Counts Sum(IReadOnlyList<Counts> parts)
    {
        var added = parts.Where(static part => !part.IsNothing).ToList();
        return added.Count switch
        {
            0 => Nothing,
            1 => added[0],
            // A counter that is full keeps its counts: what else is added to it says nothing new.
            _ when added[0]._isFullSum => added[0],
            _ => Of(added.SelectMany(static part => part.Paths)
                .Select(static path => path.IsSummed ? path : path with { IsSummed = true })),
        };
    }

    /// <summary>
    /// The counts of a value that is one or the other. A counter that something is added to on one of two ways has it; values that have
    /// nothing to do with each other have in common what is in both.
    /// </summary>
    public static Counts Join(Counts one, Counts other)
    {
        if (one.IsNothing || other.IsNothing)
            return one.IsNothing ? other : one;
        if (ReferenceEquals(one, other))
            return one;
        if (one.Paths.IsEmpty || other.Paths.IsEmpty)
            return Unseen;
        var (inOne, inOther) = (one.Keys(), other.Keys());
        if (!inOne.IsSubsetOf(inOther) && !inOther.IsSubsetOf(inOne))
            inOne.IntersectWith(inOther);
        else
            inOne.UnionWith(inOther);
        return Of(one.Paths.Concat(other.Paths).Where(path => inOne.Contains((path.Holder, path.Path))));
    }

    /// <summary>The objects that both have counts of.</summary>
    public IEnumerable<string> HoldersShared(Counts other)
        => Paths.Length > other.Paths.Length ? other.HoldersShared(this) : Holders.Where(other.Holders.Contains);

    public bool Equals(Counts? other)
        => ReferenceEquals(this, other) || (other is { Paths.IsEmpty: false } && !Paths.IsEmpty && _all.SetEquals(other._all));

    public override bool Equals(object? obj) => Equals(obj as Counts);

    public override int GetHashCode() => Paths.Length;

    private HashSet<(string Holder, string Path)> Keys() => [.. Paths.Select(static path => (path.Holder, path.Path))];
}
