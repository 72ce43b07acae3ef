using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>The current spending of one project. Safe for use from many threads.</summary>
internal sealed class ProjectActivity(string? project, TimeProvider timeProvider)
{
    public const int EventsKept = 1000;
    public const int RecentCalls = 10;
    public static readonly TimeSpan RateHistoryKept = TimeSpan.FromMinutes(60);

    private readonly Lock _lock = new();
    private readonly RingBuffer<UsageEvent> _events = new(EventsKept);
    private readonly RingBuffer<SpendRateSample> _rates = new((int)RateHistoryKept.TotalMinutes);
    private readonly SpendWindow _window = new();

    private UsageFigures _stored = UsageFigures.None;
    private DateTimeOffset? _sessionStart;
    private long _sessionCalls;
    private long _sessionTokens;
    private decimal? _sessionCost;
    private long _sessionUnpriced;
    private long _sessionWithoutUsage;
    private decimal _workDone;
    private decimal _workInAll;

    public string? Project => project;

    public void Add(in UsageRecord record)
    {
        var now = timeProvider.GetUtcNow();
        var tokens = record.Usage.TotalTokens;
        lock (_lock)
        {
            _sessionStart ??= now;
            _sessionCalls++;
            _sessionTokens = Saturating.Add(_sessionTokens, tokens ?? 0);
            _sessionCost = Sum(_sessionCost, record.Cost);
            if (record.Cost is null)
                _sessionUnpriced++;
            if (tokens is null)
                _sessionWithoutUsage++;
            _window.Add(now, tokens ?? 0, record.Cost);
            _events.Add(new UsageEvent(record.Time, tokens, record.Cost, record.Model, record.Operation, record.Metadata));
        }
    }

    public void SetStored(UsageFigures stored)
    {
        lock (_lock)
            _stored = stored;
    }

    public void SetProgress(decimal done, decimal total)
    {
        lock (_lock)
            (_workDone, _workInAll) = (done, total);
    }

    /// <summary>Takes a sample of the current rate.</summary>
    /// <returns>The rate now, and the mean of the samples before it; null while they are too few to compare with.</returns>
    public (double Rate, double? EarlierMean) SampleRate(int samplesToCompare)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            var rate = CurrentRate(now, out _);
            double? mean = null;
            if (_rates.Count >= samplesToCompare)
            {
                var sum = 0.0;
                for (var i = _rates.Count - samplesToCompare; i < _rates.Count; i++)
                    sum += _rates[i].TokensPerHour;
                mean = sum / samplesToCompare;
            }

            _rates.Add(new SpendRateSample(now, rate));
            return (rate, mean);
        }
    }

    public IReadOnlyList<UsageEvent> GetEvents()
    {
        lock (_lock)
            return _events.ToArray();
    }

    public IReadOnlyList<SpendRateSample> GetRateHistory()
    {
        lock (_lock)
        {
            var since = Saturating.Add(timeProvider.GetUtcNow(), -RateHistoryKept);
            return Array.FindAll(_rates.ToArray(), sample => sample.Time > since);
        }
    }

    public ProjectStats GetStats()
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            var elapsed = _sessionStart is { } start ? now - start : TimeSpan.Zero;
            var calls = Saturating.Add(_stored.Calls, _sessionCalls);
            // Without any call, nothing was spent; with unpriced calls alone, nobody knows what was.
            var totalCost = calls == 0 ? 0 : Sum(_stored.Cost, _sessionCost);
            return new ProjectStats
            {
                Project = project,
                Calls = calls,
                TotalTokens = Saturating.Add(_stored.TotalTokens, _sessionTokens),
                TotalCost = totalCost,
                UnpricedCalls = Saturating.Add(_stored.UnpricedCalls, _sessionUnpriced),
                CallsWithoutUsage = Saturating.Add(_stored.CallsWithoutUsage, _sessionWithoutUsage),
                CurrentSpendRate = CurrentRate(now, out var costPerHour),
                CostPerHour = costPerHour,
                RecentCallsSpendRate = RecentCallsRate(now),
                AverageSpendRate = _sessionTokens / SpendWindow.Basis(elapsed, TimeSpan.MaxValue).TotalHours,
                ProjectedCost = _workDone > 0 && totalCost is { } spent
                    ? Saturating.Multiply(Saturating.Divide(spent, _workDone), _workInAll)
                    : null,
                SessionStart = _sessionStart,
                SessionDuration = elapsed,
                SessionTokens = _sessionTokens,
            };
        }
    }

    private double CurrentRate(DateTimeOffset now, out decimal? costPerHour)
    {
        costPerHour = 0;
        if (_sessionStart is not { } start)
            return 0;
        var spent = _window.Spent(now);
        var basis = SpendWindow.Basis(now - start, SpendWindow.Length);
        // Multiplied first: 0.01 USD in two minutes are 0.3 USD an hour, to the last digit.
        costPerHour = spent is { Calls: > 0, PricedCalls: 0 } ? null : Saturating.Multiply(spent.Cost, TimeSpan.TicksPerHour) / basis.Ticks;
        return (double)spent.Tokens / basis.TotalHours;
    }

    private static decimal? Sum(decimal? left, decimal? right)
        => left is { } one && right is { } other ? Saturating.Add(one, other) : left ?? right;

    private double RecentCallsRate(DateTimeOffset now)
    {
        if (_events.Count < 2)
            return 0;
        var first = Math.Max(0, _events.Count - RecentCalls);
        var tokens = 0L;
        for (var i = first; i < _events.Count; i++)
            tokens = Saturating.Add(tokens, _events[i].Tokens ?? 0);
        return tokens / SpendWindow.Basis(now - _events[first].Time, TimeSpan.MaxValue).TotalHours;
    }
}
