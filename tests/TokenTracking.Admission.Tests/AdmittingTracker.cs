using TokenTracking.Calls;
using TokenTracking.Testing;

namespace TokenTracking.Admission.Tests;

/// <summary>A tracker that admits calls as a test says.</summary>
internal sealed class AdmittingTracker : RecordOnlyTracker, ICallAdmission
{
    private readonly List<UsageRecord> _records = [];
    private readonly List<PendingCall> _asked = [];

    public AdmittingTracker(TimeProvider clock)
        : base(clock)
        => CallAdmission.Require();

    /// <summary>Decides on each call; by default, every call is admitted at once.</summary>
    public Func<CancellationToken, ValueTask> Decide { get; set; } = static _ => ValueTask.CompletedTask;

    public IReadOnlyList<PendingCall> Asked => _asked;

    public IReadOnlyList<UsageRecord> Records => _records;

    public UsageRecord Only => Assert.Single(_records);

    public override void Record(in UsageRecord record) => _records.Add(record);

    public ValueTask AdmitAsync(PendingCall call, CancellationToken cancellationToken)
    {
        _asked.Add(call);
        return Decide(cancellationToken);
    }

    public void Admit(PendingCall call)
    {
        _asked.Add(call);
        var decided = Decide(CancellationToken.None).AsTask();
        Assert.True(decided.IsCompleted, "A member that cannot wait was made to wait.");
        decided.GetAwaiter().GetResult();
    }
}
