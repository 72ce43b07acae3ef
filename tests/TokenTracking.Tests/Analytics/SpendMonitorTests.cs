using Microsoft.Extensions.Logging;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Analytics;

public sealed class SpendMonitorTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger<TokenTracker> _log = new();
    private readonly TokenTracker _tracker;

    public SpendMonitorTests() => _tracker = new TokenTracker(new InMemoryUsageStore(), logger: _log, timeProvider: _clock);

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Fact]
    public void Monitoring_samples_the_rate_once_a_minute_until_it_is_stopped()
    {
        _tracker.StartMonitoring();
        _tracker.StartMonitoring();
        Spend(100);
        _clock.Advance(3 * Minute);
        Assert.Equal([6000, 3000, 2000], _tracker.GetSpendRateHistory("proj").Select(sample => sample.TokensPerHour));

        _tracker.StopMonitoring();
        _clock.Advance(3 * Minute);
        Assert.Equal(3, _tracker.GetSpendRateHistory("proj").Count);
    }

    [Fact]
    public void The_rate_history_holds_the_last_sixty_minutes()
    {
        _tracker.StartMonitoring();
        Spend(100);
        _clock.Advance(90 * Minute);

        var history = _tracker.GetSpendRateHistory("proj");

        Assert.Equal(60, history.Count);
        Assert.Equal(_clock.GetUtcNow(), history[^1].Time);
        Assert.Equal(_clock.GetUtcNow() - (59 * Minute), history[0].Time);
    }

    [Fact]
    public void A_spike_is_measured_against_the_samples_before_it()
    {
        _tracker.StartMonitoring();
        for (var minute = 0; minute < 12; minute++)
        {
            Spend(500);
            _clock.Advance(Minute);
        }

        Assert.Empty(Warnings());

        // 6,000 tokens in one minute and 1,500 in the four before it make 90,000 an hour; the ten samples before came to 25,200.
        Spend(6000);
        _clock.Advance(Minute);

        var warning = Assert.Single(Warnings());
        Assert.Contains("proj", warning, StringComparison.Ordinal);
        Assert.Contains("90000", warning, StringComparison.Ordinal);
        Assert.Contains("25200", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_rise_is_no_spike()
    {
        _tracker.StartMonitoring();
        Spend(1);
        _clock.Advance(11 * Minute);
        Spend(700);
        _clock.Advance(Minute);

        Assert.Empty(Warnings());
    }

    private void Spend(long tokens) => _tracker.Track("proj", TokenUsage.FromInclusive(tokens, 0), "m");

    private IEnumerable<string> Warnings()
        => _log.Lines.Where(line => line.Level == LogLevel.Warning && line.Message.Contains("has a spike", StringComparison.Ordinal))
            .Select(line => line.Message);
}
