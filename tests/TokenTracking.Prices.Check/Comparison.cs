namespace TokenTracking.Prices.Check;

/// <summary>Counts what agrees and groups what does not.</summary>
internal sealed class Comparison
{
    /// <summary>A picodollar.</summary>
    private const decimal Tolerance = 0.000000000001m;

    private readonly SortedDictionary<string, SortedSet<string>> _explained = new(StringComparer.Ordinal);

    public List<string> Unexplained { get; } = [];

    public int Compared { get; private set; }

    public int Agreed { get; private set; }

    public static bool Same(decimal? left, decimal? right) => left is not null && right is not null && Math.Abs(left.Value - right.Value) < Tolerance;

    /// <summary>Compares a cost with what a list says.</summary>
    /// <param name="call">The call.</param>
    /// <param name="listed">The list's figure.</param>
    /// <param name="explain">The reason where they may differ; null where they may not.</param>
    public void Compare(in UsageRecord call, decimal listed, Func<decimal?, string?> explain)
    {
        Compared++;
        var ours = PriceBook.Default.GetCost(in call).Amount;
        if (Same(ours, listed))
        {
            Agreed++;
            return;
        }

        if (explain(ours) is not { } reason)
        {
            Unexplained.Add($"{call.Provider} {call.Model} {call.ServiceTier} {call.Time:yyyy-MM-ddTHH:mm:ss} input {call.Usage.InputTokens}: {ours} instead of {listed}");
            return;
        }

        if (!_explained.TryGetValue(reason, out var models))
            _explained[reason] = models = new SortedSet<string>(StringComparer.Ordinal);
        models.Add($"{call.Provider} {call.Model}");
    }

    public void Print(bool all)
    {
        Console.WriteLine($"{Compared} costs compared, {Agreed} agree to the picodollar, {Unexplained.Count} differ without a reason.");
        foreach (var (reason, models) in _explained)
        {
            Console.WriteLine($"- {reason}: {models.Count} models");
            foreach (var model in all ? models : [])
                Console.WriteLine("    " + model);
        }

        foreach (var line in Unexplained.Take(40))
            Console.WriteLine("! " + line);
    }
}
