using TokenTracking.Storage;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

public sealed class LedgerWriterAllocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_allocates_nothing_once_it_has_run()
    {
        // The clock stands still, so no move runs on this thread.
        var writer = new LedgerWriter(new ScriptedStore(_folder.Path), new TokenTrackingOptions(), new ManualTimeProvider(), new RecordingLogger());
        var record = SampleRecords.Full();
        Append(writer, in record, 50);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Append(writer, in record, 1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    private static void Append(LedgerWriter writer, in UsageRecord record, int count)
    {
        for (var i = 0; i < count; i++)
            writer.Append(in record);
    }
}
