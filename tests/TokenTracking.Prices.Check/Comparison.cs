namespace TokenTracking.Prices.Check;

/// <summary>Counts what agrees, and asks of what does not for its reason.</summary>
/// <param name="page">What is said to differ.</param>
internal sealed class Comparison(DeviationPage page)
{
    /// <summary>A picodollar.</summary>
    private const decimal Tolerance = 0.000000000001m;

    private readonly SortedDictionary<string, (int Costs, SortedSet<string> Models)> _deviations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Costs, SortedSet<string> Models)> _silences = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, (int Compared, int Agreed)> _counts = new() { [true] = default, [false] = default };

    public List<string> Unexplained { get; } = [];

    /// <summary>Compares a cost with what a list's own calculation says.</summary>
    /// <param name="list">The list.</param>
    /// <param name="call">The call.</param>
    /// <param name="usage">Its usage.</param>
    /// <param name="listed">The list's figure.</param>
    public void Compare(string list, in UsageRecord call, Usage usage, ListedCost listed)
    {
        var ours = PriceBook.Default.GetCost(in call);
        var agrees = ours.Amount is { } amount && Math.Abs(amount - listed.Amount) < Tolerance;
        var isStated = listed.Silent.Count == 0;
        var (compared, agreed) = _counts[isStated];
        _counts[isStated] = (compared + 1, agreed + (agrees ? 1 : 0));
        if (agrees)
            return;
        var model = $"{call.Provider} {call.Model}";
        var reason = page.ReasonOf(call.Provider!, call.Model!, usage, call.ServiceTier ?? "");
        if (reason is not null)
            Add(_deviations, reason, model);
        else if (isStated)
            Unexplained.Add(
                $"{list}: {model} {call.ServiceTier} {call.Time:yyyy-MM-ddTHH:mm:ss} {usage}: {ours.Amount} instead of {listed.Amount}");
        foreach (var silence in reason is null ? listed.Silent : [])
            Add(_silences, $"{list}: {silence}. Here: {Instead(list, in call, ours)}", model);
    }

    public void Print(bool all)
    {
        var (stated, silent) = (_counts[true], _counts[false]);
        Console.WriteLine(
            $"Where a list states every figure: {stated.Compared} costs, {stated.Agreed} agree to the picodollar, {Unexplained.Count} "
            + $"differ without a reason.");
        Console.WriteLine($"The others, by their reasons in docs/price-deviations.md ({page.Count} figures):");
        Print(_deviations, all);
        Console.WriteLine(
            $"Where a list is silent and its calculation goes on: {silent.Compared} costs, {silent.Agreed} agree. What it does then, and "
            + $"what we do:");
        Print(_silences, all);

        // One of each model: they are of one kind.
        foreach (var line in Unexplained.DistinctBy(static line => string.Join(' ', line.Split(' ')[..3])).Take(40))
            Console.WriteLine("! " + line);
    }

    private static void Print(SortedDictionary<string, (int Costs, SortedSet<string> Models)> groups, bool all)
    {
        foreach (var (name, (costs, models)) in groups)
        {
            Console.WriteLine($"- {name}: {costs} costs, {models.Count} models");
            foreach (var model in all ? models : [])
                Console.WriteLine("    " + model);
        }
    }

    private static void Add(SortedDictionary<string, (int Costs, SortedSet<string> Models)> groups, string name, string model)
    {
        if (!groups.TryGetValue(name, out var group))
            group = (0, new SortedSet<string>(StringComparer.Ordinal));
        group.Models.Add(model);
        groups[name] = (group.Costs + 1, group.Models);
    }

    private static string Instead(string list, in UsageRecord call, CallCost ours)
    {
        if (ours.Amount is null)
            return "no cost";
        if (ours.Basis == CostBasis.Derived)
            return "a documented multiplier, marked derived";
        return PriceBook.Default.Explain(in call).Lines.Any(line => !line.Source.StartsWith(list, StringComparison.Ordinal))
            ? "the price of the other list"
            : "the listed price";
    }
}
