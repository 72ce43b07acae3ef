using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Wire.Flavours;

/// <summary>A flavour with its paths turned into places of the one tree.</summary>
internal sealed class CompiledFlavour
{
    private const string DoneMark = "[DONE]";

    private readonly SlotSet[] _counts;
    private readonly string[] _rules;

    public CompiledFlavour(WireFlavour flavour, PathTree tree)
    {
        Flavour = flavour;
        Containers = [.. flavour.Containers.Select(tree.Container)];
        _counts = [.. Enum.GetValues<CountKind>().Select(kind => Slots(tree, kind))];
        foreach (var path in flavour[CountKind.Total].SelectMany(Each))
            tree.Node(path).IsTotal = true;
        Placeholder = flavour.PlaceholderOutput is { } placeholder ? Slot(tree, "/" + placeholder) : -1;
        Costs = [.. flavour.Cost.SelectMany(field => Each(field.Path).Select(path => (CostSlot(tree, path), field.UnitsPerUsd)))];
        CostSlots = new SlotSet([.. Costs.Select(static cost => cost.Slot)]);
        Upstream = flavour.Cost.Length == 0 ? [] : [.. Each("cost_details.upstream_inference_cost").Select(path => CostSlot(tree, path))];
        OwnKey = flavour.Cost.Length == 0 ? [] : [.. Each("is_byok=true").Select(tree.Tell)];
        Model = [.. flavour.Model.Select(tree.Text)];
        ResponseId = [.. flavour.ResponseId.Select(tree.Text)];
        ServiceTier = [.. flavour.ServiceTier.Select(tree.Text)];
        Speed = [.. flavour.Speed.Select(tree.Text)];
        Geo = [.. flavour.Geo.Select(tree.Text)];
        StopReason = [.. flavour.StopReason.Select(tree.Text)];
        Tells = [.. flavour.Tells.Select(tell => (tree.Tell(tell.What), tell.Weight))];
        Ends = [.. flavour.Ends.Where(static end => end != DoneMark).Select(tree.Tell)];
        EndsWithDone = flavour.Ends.Contains(DoneMark, StringComparer.Ordinal);
        if (flavour.Begins is { } begins)
            tree.Begin(begins, Ends);
        Speakers = [.. flavour.Speakers.Select(speaker => (tree.Tell(speaker.What), speaker.Provider))];
        if (flavour.Parts is { } parts)
            AddParts(tree, parts);
        _rules = [InWords(false, false), InWords(false, true), InWords(true, false), InWords(true, true)];
    }

    public WireFlavour Flavour { get; }

    public int[] Containers { get; }

    public int Placeholder { get; }

    public (int Slot, decimal UnitsPerUsd)[] Costs { get; }

    public SlotSet CostSlots { get; }

    /// <summary>What the upstream provider charges beside the gateway's own fee, where the caller's own key is used (OpenRouter).</summary>
    public int[] Upstream { get; }

    public int[] OwnKey { get; }

    public int[] Model { get; }

    public int[] ResponseId { get; }

    public int[] ServiceTier { get; }

    public int[] Speed { get; }

    public int[] Geo { get; }

    public int[] StopReason { get; }

    public (int Bit, int Weight)[] Tells { get; }

    public int[] Ends { get; }

    public bool EndsWithDone { get; }

    public (int Bit, string Provider)[] Speakers { get; }

    public SlotSet this[CountKind kind] => _counts[(int)kind];

    /// <summary>The rule that was applied, in words.</summary>
    public string Rule(bool cacheInside, bool reasoningInside) => _rules[(cacheInside ? 2 : 0) + (reasoningInside ? 1 : 0)];

    private string InWords(bool cacheInside, bool reasoningInside)
    {
        var merge = Flavour.Merge == MergeRule.PerField ? "fields merged in order, the last that is not null counts" : "the last usage object counts";
        var cache = cacheInside ? "input includes cache" : "input excludes cache";
        var reasoning = reasoningInside ? "output includes reasoning" : "output excludes reasoning";
        var decided = cacheInside == Flavour.CacheInside && reasoningInside == Flavour.ReasoningInside ? "" : " (by the figures)";
        return $"{Flavour.Name}: {merge}; {cache}; {reasoning}{decided}";
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
        var slots = Flavour[kind].SelectMany(Each).Select(path => Slot(tree, "/" + path)).ToList();
        foreach (var list in Flavour.Lists)
        {
            foreach (var path in Each(list.Path))
            {
                var keyed = tree.List(path, Container(tree, path), list.Key, list.Count, list.Kinds.Select(static entry => entry.Value));
                slots.AddRange(list.Kinds.Zip(keyed.Slots).Where(pair => pair.First.Kind == kind).Select(static pair => pair.Second.Slot));
            }
        }

        return new SlotSet(slots);
    }

    private int Slot(PathTree tree, string path) => tree.Count(path[1..], Container(tree, path[1..]));

    private int CostSlot(PathTree tree, string path) => tree.Count(path, Container(tree, path), PathLeaf.Money);

    // A field may stand in each of the containers, unless its path is absolute.
    private IEnumerable<string> Each(string field)
        => field[0] == '/' ? [field[1..]] : Flavour.Containers.Select(container => container.Length == 0 ? field : $"{container}.{field}");

    private int Container(PathTree tree, string path)
    {
        var container = Flavour.Containers.Where(name => name.Length == 0 || path.StartsWith(name + ".", StringComparison.Ordinal)).MaxBy(static name => name.Length);
        return tree.Container(container ?? throw new InvalidOperationException($"{Flavour.Name}: '{path}' is in none of its containers."));
    }
}
