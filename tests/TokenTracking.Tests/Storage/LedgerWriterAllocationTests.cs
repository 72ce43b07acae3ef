using TokenTracking.Storage.Ledger;
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
        var writer = new LedgerWriter(
            new ScriptedStore(_folder.Path), new LedgerOptions(), new ManualTimeProvider(), new RecordingLogger());
        var record = SampleRecords.Full();

        Assert.Equal(0, Allocation.Of(() => Append(writer, in record, 1000)));
    }

    private static void Append(LedgerWriter writer, in UsageRecord record, int count)
    {
        for (var i = 0; i < count; i++)
            writer.Append(in record);
    }
}
