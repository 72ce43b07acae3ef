using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>The current spending of one project. Safe for use from many threads.</summary>
internal sealed class ProjectActivity(string? project, TimeProvider timeProvider, DateTimeOffset startedAt)
{
    public const int EventsKept = 1000;
    public const int RecentCalls = 10;
    public static readonly TimeSpan RateHistoryKept = TimeSpan.FromMinutes(60);

    private readonly Lock _lock = new();
    private readonly RingBuffer<UsageEvent> _events = new(EventsKept);
    private readonly RingBuffer<SpendRateSample> _rates = new((int)RateHistoryKept.TotalMinutes);
    private readonly SpendWindow _window = new();

    private readonly RingBuffer<DateTimeOffset> _taken = new(RecentCalls);
    private readonly long _origin = timeProvider.GetTimestamp();

    private long _storedCalls;
    private long _storedTokens;
    private decimal? _storedCost;
    private long _storedFailed;
    private long _storedUnpriced;
    private long _storedWithoutUsage;
    private UsageFigures _early = UsageFigures.None;
    private DateTimeOffset? _sessionStart;
    private DateTimeOffset _firstTaken;
    private long _sessionCalls;
    private long _sessionTokens;
    private decimal? _sessionCost;
    private long _sessionFailed;
    private long _sessionUnpriced;
    private long _sessionWithoutUsage;
    private decimal _workDone;
    private decimal _workInAll;

    public string? Project => project;

    public void Add(in UsageRecord record)
    {
        var tokens = record.Usage.TotalTokens;
        lock (_lock)
        {
            var now = Now();
            if (_sessionStart is null)
                (_sessionStart, _firstTaken) = (timeProvider.GetUtcNow(), now);
            if (record.Time < startedAt)
                _early = _early.With(in record);
            _sessionCalls++;
            _sessionTokens = Saturating.Add(_sessionTokens, tokens ?? 0);
            _sessionCost = Sum(_sessionCost, record.Cost);
            if (record.Outcome == CallOutcome.Failed)
                _sessionFailed++;
            if (record.Cost is null && record.IsBilled)
                _sessionUnpriced++;
            if (record.Usage.IsUnknown && record.IsBilled)
                _sessionWithoutUsage++;
            _window.Add(now, tokens ?? 0, record.Cost);
            _taken.Add(now);
            _events.Add(new UsageEvent(record.Time, tokens, record.Cost, record.Model, record.Operation, record.Metadata));
        }
    }

    /// <summary>What this session has recorded of calls that began before it.</summary>
    public UsageFigures GetEarly()
    {
        lock (_lock)
            return _early;
    }

    /// <summary>Takes what a store has from before the session.</summary>
    /// <param name="stored">All of it.</param>
    /// <param name="ofSession">The part that this session recorded itself.</param>
    public void SetStored(UsageFigures stored, UsageFigures ofSession)
    {
        lock (_lock)
        {
            _storedCalls = Without(stored.Calls, ofSession.Calls);
            _storedTokens = Without(stored.TotalTokens, ofSession.TotalTokens);
            _storedFailed = Without(stored.FailedCalls, ofSession.FailedCalls);
            _storedUnpriced = Without(stored.UnpricedCalls, ofSession.UnpricedCalls);
            _storedWithoutUsage = Without(stored.CallsWithoutUsage, ofSession.CallsWithoutUsage);
            // Without any priced call of another session there is no cost, and not a cost of 0.
            _storedCost = Without(stored.PricedCalls, ofSession.PricedCalls) == 0 ? null
                : ofSession.Cost is { } own && stored.Cost is { } all ? Saturating.Subtract(all, own)
                : stored.Cost;
        }
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
            var rate = CurrentRate(Now(), out _);
            _window.TrimIfEmpty();
            double? mean = null;
            if (_rates.Count >= samplesToCompare)
            {
                var sum = 0.0;
                for (var i = _rates.Count - samplesToCompare; i < _rates.Count; i++)
                    sum += _rates[i].TokensPerHour;
                mean = sum / samplesToCompare;
            }

            _rates.Add(new SpendRateSample(timeProvider.GetUtcNow(), rate));
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
            var now = Now();
            var elapsed = _sessionStart is null ? TimeSpan.Zero : now - _firstTaken;
            var calls = Saturating.Add(_storedCalls, _sessionCalls);
            // Without any call, nothing was spent; with unpriced calls alone, nobody knows what was.
            var totalCost = calls == 0 ? 0 : Sum(_storedCost, _sessionCost);
            return new ProjectStats
            {
                Project = project,
                Calls = calls,
                TotalTokens = Saturating.Add(_storedTokens, _sessionTokens),
                TotalCost = totalCost,
                FailedCalls = Saturating.Add(_storedFailed, _sessionFailed),
                UnpricedCalls = Saturating.Add(_storedUnpriced, _sessionUnpriced),
                CallsWithoutUsage = Saturating.Add(_storedWithoutUsage, _sessionWithoutUsage),
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
        if (_sessionStart is null)
            return 0;
        var spent = _window.Spent(now);
        var basis = SpendWindow.Basis(now - _firstTaken, SpendWindow.Length);
        // Multiplied first: 0.01 USD in two minutes are 0.3 USD an hour, to the last digit.
        costPerHour = spent is { Calls: > 0, PricedCalls: 0 } ? null : Saturating.Multiply(spent.Cost, TimeSpan.TicksPerHour) / basis.Ticks;
        return (double)spent.Tokens / basis.TotalHours;
    }

    // A clock that is set back must not freeze a rate or make a session negative: time passes by the timestamps.
    private DateTimeOffset Now() => Saturating.Add(DateTimeOffset.UnixEpoch, timeProvider.GetElapsedTime(_origin));

    // A sum that is full says no more what is in it.
    private static long Without(long all, long part) => all == long.MaxValue ? all : Math.Max(0, all - part);

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
        return tokens / SpendWindow.Basis(now - _taken[0], TimeSpan.MaxValue).TotalHours;
    }
}
