using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Dialects;

/// <summary>A dialect with its paths turned into places of the one tree.</summary>
internal sealed class CompiledDialect
{
    private const string DoneMark = "[DONE]";

    private static readonly CountKind[] CountKinds =
    [
        CountKind.Input, CountKind.Output, CountKind.CacheRead, CountKind.CacheWrite, CountKind.CacheWrite5m, CountKind.CacheWrite1h,
        CountKind.Reasoning,
    ];

    private readonly SlotSet[] _counts;
    private readonly string[] _rules;

    public CompiledDialect(WireDialect dialect, PathTree tree)
    {
        Dialect = dialect;
        Containers = [.. dialect.Containers.Select(tree.Container)];
        foreach (var container in dialect.Containers)
            tree.Usage(container);
        _counts = [.. Enum.GetValues<CountKind>().Select(kind => Slots(tree, kind))];
        foreach (var path in dialect[CountKind.Total].SelectMany(Each))
            tree.Node(path).IsTotal = true;
        Placeholder = dialect.PlaceholderOutput is { } placeholder ? Slot(tree, "/" + placeholder) : -1;
        Costs = [.. dialect.Cost.SelectMany(field => Each(field.Path)
            .Select(path => (CostSlot(tree, path), field.UnitsPerUsd, field.ZeroIsNone)))];
        CostSlots = new SlotSet([.. Costs.Select(static cost => cost.Slot)]);
        Upstream = dialect.Cost.Length == 0 ? [] : [.. Each("cost_details.upstream_inference_cost").Select(path => CostSlot(tree, path))];
        OwnKey = dialect.Cost.Length == 0 ? [] : [.. Each("is_byok=true").Select(tree.Sign)];
        Bills = dialect.Cost.Length == 0 ? [] : [.. Each("cost_details").Concat(Each("market_cost")).Select(tree.Sign)];
        Units = [.. dialect.Units.Select(field =>
            (field.Unit, field.Paths.SelectMany(Each).Select(path => CostSlot(tree, path)).ToArray()))];
        UnitSlots = new SlotSet([.. Units.SelectMany(static unit => unit.Slots), .. this[CountKind.Images].Slots]);
        // A list of this name may hold anything: its entries are images if they are one.
        ImageSigns = this[CountKind.Images].Slots.Length == 0 ? [] : [tree.Sign("data[].b64_json"), tree.Sign("data[].url")];
        AudioBeside = [.. dialect.AudioBeside.SelectMany(Each).Select(tree.Sign)];
        ReasoningBeside = [.. dialect.ReasoningBeside.SelectMany(Each).Select(tree.Sign)];
        EventSigns = [.. dialect.EventSigns.Select(tree.Sign)];
        if (dialect.Finish is { } finish)
        {
            OpenSteps = [.. finish.OpenSteps.Select(tree.Sign)];
            Several = finish.Several is { } several ? tree.Sign(several) : -1;
            tree.Finish(finish.Item, finish.Reason, finish.Step, OpenSteps);
        }

        Model = [.. dialect.Model.Select(tree.Text)];
        TextFacts = [.. WireDialect.TextFacts.Select(fact => fact.Paths(dialect).Select(tree.Text).ToArray())];
        StopReason = [.. dialect.StopReason.Select(tree.Text)];
        Signs = [.. dialect.Signs.Select(sign => (tree.Sign(sign.What), sign.Weight))];
        Ends = [.. dialect.Ends.Where(static end => end != DoneMark).Select(tree.Sign)];
        EndsWithDone = dialect.Ends.Contains(DoneMark, StringComparer.Ordinal);
        if (dialect.Begins is { } begins)
            tree.Begin(begins, Ends);
        ProviderSigns = [.. dialect.ProviderSigns.Select(sign => (tree.Sign(sign.What), sign.Provider))];
        if (dialect.Parts is { } parts)
            AddParts(tree, parts);
        _rules = [InWords(false, false), InWords(false, true), InWords(true, false), InWords(true, true)];
    }

    public WireDialect Dialect { get; }

    public int[] Containers { get; }

    public int Placeholder { get; }

    public (int Slot, decimal UnitsPerUsd, bool ZeroIsNone)[] Costs { get; }

    /// <summary>Signs of a gateway that bills: its cost of 0 is a figure.</summary>
    public int[] Bills { get; }

    public (string Unit, int[] Slots)[] Units { get; }

    public SlotSet UnitSlots { get; }

    /// <summary>Signs of an image in the list whose entries are counted as images.</summary>
    public int[] ImageSigns { get; }

    public int[] AudioBeside { get; }

    public int[] ReasoningBeside { get; }

    public int[] EventSigns { get; }

    public int[] OpenSteps { get; } = [];

    public int Several { get; } = -1;

    public SlotSet CostSlots { get; }

    /// <summary>The charge of the upstream provider in addition to the gateway's own fee, if the caller's own key is used
    /// (OpenRouter).</summary>
    public int[] Upstream { get; }

    public int[] OwnKey { get; }

    public int[] Model { get; }

    /// <summary>The texts of <see cref="WireDialect.TextFacts"/>, in their order.</summary>
    public int[][] TextFacts { get; }

    public int[] StopReason { get; }

    public (int Bit, int Weight)[] Signs { get; }

    public int[] Ends { get; }

    public bool EndsWithDone { get; }

    public (int Bit, string Provider)[] ProviderSigns { get; }

    public SlotSet this[CountKind kind] => _counts[(int)kind];

    /// <summary>A description of the rule that was applied.</summary>
    public string Rule(bool cacheInside, bool reasoningInside) => _rules[(cacheInside ? 2 : 0) + (reasoningInside ? 1 : 0)];

    /// <summary>True if the body states a count, a cost or a unit for this dialect that the other one does not read.</summary>
    public bool ReadsMore(CompiledDialect other, WireFacts facts)
    {
        foreach (var kind in CountKinds)
        {
            if (States(facts, _counts[(int)kind]) && !States(facts, other._counts[(int)kind]))
                return true;
        }

        return (facts.HasAny(CostSlots) && !facts.HasAny(other.CostSlots)) || (facts.HasAny(UnitSlots) && !facts.HasAny(other.UnitSlots));
    }

    private static bool States(WireFacts facts, SlotSet places)
    {
        if (!facts.HasAny(places))
            return false;
        foreach (var slot in places.Slots)
        {
            if (facts.Count(slot, lastObjectOnly: false).State is CountState.Known or CountState.FromText)
                return true;
        }

        return false;
    }

    private string InWords(bool cacheInside, bool reasoningInside)
    {
        var merge = Dialect.Merge switch
        {
            MergeRule.PerField => "fields merged in order, the last that is not null counts",
            MergeRule.Largest => "fields merged, the largest value counts",
            _ => "the last usage object counts",
        };
        var cache = cacheInside ? "input includes cache" : "input excludes cache";
        var reasoning = reasoningInside ? "output includes reasoning" : "output excludes reasoning";
        var decided = cacheInside == Dialect.CacheInside && reasoningInside == Dialect.ReasoningInside ? "" : " (by the figures)";
        return $"{Dialect.Name}: {merge}; {cache}; {reasoning}{decided}";
    }

    private static void AddParts(PathTree tree, string list)
    {
        tree.Part(list, "model", PartFact.ModelField, PathLeaf.PartText);
        tree.Part(list, "type", PartFact.KindField, PathLeaf.PartText);
        for (var field = 0; field < PartFact.Fields.Length; field++)
            tree.Part(list, PartFact.Fields[field], field, PathLeaf.PartCount);
    }

    private SlotSet Slots(PathTree tree, CountKind kind)
    {
        var slots = Dialect[kind].SelectMany(Each).Select(path => Slot(tree, "/" + path)).ToList();
        foreach (var list in Dialect.Lists)
        {
            foreach (var path in Each(list.Path))
            {
                var keyed = tree.List(path, Container(tree, path), list.Key, list.Count, list.Kinds.Select(static entry => entry.Value));
                slots.AddRange(list.Kinds.Zip(keyed.Slots).Where(pair => pair.First.Kind == kind).Select(static pair => pair.Second.Slot));
            }
        }

        return new SlotSet(slots);
    }

    private int Slot(PathTree tree, string path)
    {
        var slot = tree.Count(path[1..], Container(tree, path[1..]));
        // The place of a count is a number, unless it is a list's element: then its texts are counted.
        tree.Node(path[1..]).CountsTexts |= path.EndsWith("[]", StringComparison.Ordinal);
        tree.Node(path[1..]).KeepsLargest |= Dialect.Merge == MergeRule.Largest;
        return slot;
    }

    private int CostSlot(PathTree tree, string path) => tree.Count(path, Container(tree, path), PathLeaf.Money);

    private static string Parent(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : "";

    // A field may be in each of the containers, unless its path is absolute.
    private IEnumerable<string> Each(string field)
        => field[0] == '/' ? [field[1..]] : Dialect.Containers.Select(container => container.Length == 0 ? field : $"{container}.{field}");

    private int Container(PathTree tree, string path)
    {
        var container = Dialect.Containers
            .Where(name => name.Length == 0 || path.StartsWith(name + ".", StringComparison.Ordinal))
            .MaxBy(static name => name.Length);
        // A field outside the usage objects is valid together with the object that contains it.
        return tree.Container(container ?? Parent(path));
    }
}
