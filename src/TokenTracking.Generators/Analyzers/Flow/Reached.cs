namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// The definitions of a variable that reach a place: some that it adds, and those that reach other places. Places that the same definitions
/// reach share one object, so that the number of objects grows with the number of definitions, not with that of the reads.
/// </summary>
internal sealed class Reached
{
    // Up to this number, each read lists its definitions itself.
    private const int MostOwn = 8;

    private IReadOnlyList<Definition>? _all;

    private Reached(IReadOnlyList<Definition> own, IReadOnlyList<Reached> further, bool fromOutside)
        => (Own, Further, FromOutside) = (own, further, fromOutside);

    /// <summary>The definitions that this place adds.</summary>
    public IReadOnlyList<Definition> Own { get; }

    /// <summary>The places whose definitions reach this place, too.</summary>
    public IReadOnlyList<Reached> Further { get; }

    /// <summary>True if the value of the variable at the call of the function may also reach the place.</summary>
    public bool FromOutside { get; }

    /// <summary>True if there are so many definitions that they are followed once for all reads that they reach.</summary>
    public bool IsShared => Further.Count > 0 || Own.Count > MostOwn;

    /// <summary>All definitions that reach the place.</summary>
    public IReadOnlyList<Definition> Definitions => Further.Count == 0 ? Own : _all ??= All();

    public static Reached Of(IReadOnlyList<Definition> definitions, bool fromOutside) => new(definitions, [], fromOutside);

    /// <summary>The definitions that reach a place: its own, and those of other places.</summary>
    public static Reached Joined(IReadOnlyList<Definition> own, IReadOnlyList<Reached> others, bool fromOutside)
    {
        if (own.Count == 0 && others.Count > 0 && !fromOutside && others.All(other => other == others[0]))
            return others[0];
        var definitions = own.Distinct().ToList();
        var further = others.Where(static other => other.IsShared).Distinct().ToList();
        fromOutside |= others.Any(static other => other.FromOutside);
        definitions.AddRange(
            others.Where(static other => !other.IsShared).SelectMany(static other => other.Own).Distinct().Except(definitions).ToList());
        return definitions.Count == 0 && further.Count == 1 && further[0].FromOutside == fromOutside
            ? further[0]
            : new Reached(definitions, further, fromOutside);
    }

    private List<Definition> All()
    {
        var definitions = new List<Definition>();
        var known = new HashSet<Definition>();
        var seen = new HashSet<Reached> { this };
        var open = new Stack<Reached>(seen);
        while (open.Count > 0)
        {
            var current = open.Pop();
            definitions.AddRange(current.Own.Where(known.Add));
            for (var i = current.Further.Count - 1; i >= 0; i--)
            {
                if (seen.Add(current.Further[i]))
                    open.Push(current.Further[i]);
            }
        }

        return definitions;
    }
}
