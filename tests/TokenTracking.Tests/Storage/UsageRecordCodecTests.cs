using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Storage.Journals;

namespace TokenTracking.Tests.Storage;

public sealed class UsageRecordCodecTests
{
    [Fact]
    public void Crc32C_matches_the_check_value_of_RFC_3720() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_record_with_every_field_comes_back_equal() => AssertComesBack(SampleRecords.Full());

    [Fact]
    public void A_record_with_no_optional_field_comes_back_equal() => AssertComesBack(SampleRecords.Empty());

    [Fact]
    public void A_record_with_metadata_of_another_kind_comes_back_equal()
        => AssertComesBack(SampleRecords.Simple() with { Metadata = new SortedDictionary<string, string> { ["b"] = "2", ["a"] = "1" } });

    [Fact]
    public void A_time_with_an_offset_comes_back_as_the_same_instant_in_UTC()
    {
        var time = new DateTimeOffset(2026, 3, 8, 1, 30, 0, TimeSpan.FromHours(-5));

        var read = WriteAndRead(SampleRecords.Empty() with { Time = time });

        Assert.Equal(time, read.Time);
        Assert.Equal(TimeSpan.Zero, read.Time.Offset);
    }

    [Fact]
    public void Any_record_comes_back_equal()
        => Prop.ForAll(Records.ToArbitrary(), AssertComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void No_prefix_of_a_record_is_a_record()
    {
        var bytes = Write(SampleRecords.Full());

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => UsageRecordCodec.Read(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Random_bytes_are_refused_without_any_other_exception()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static bytes =>
        {
            byte[] payload = [UsageRecordCodec.Version, .. bytes];
            var exception = Xunit.Record.Exception(() => UsageRecordCodec.Read(payload));
            return exception is null or InvalidDataException;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_newer_version_is_refused_by_its_number()
    {
        var bytes = Write(SampleRecords.Simple());
        bytes[0] = UsageRecordCodec.Version + 1;

        var exception = Assert.Throws<InvalidDataException>(() => UsageRecordCodec.Read(bytes));

        Assert.Contains("version 4", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_record_of_an_earlier_version_is_read(byte version)
    {
        var record = SampleRecords.Simple();
        var bytes = Write(record);
        bytes[0] = version;

        Assert.Equal(record, UsageRecordCodec.Read(bytes));
    }

    private static Gen<UsageRecord> Records
    {
        get
        {
            var text = Gen.OneOf(Gen.Constant<string?>(null),
                ArbMap.Default.GeneratorFor<string?>().Select(static value => value is null ? null : ValidText(value)));
            var count = Gen.OneOf(Gen.Constant<long?>(null), Number(TokenUsage.MaxCount).Select(static value => (long?)value));
            var money = ArbMap.Default.GeneratorFor<decimal?>();
            return
                from texts in text.ArrayOf(12)
                from counts in count.ArrayOf(14)
                from ticks in Number(DateTime.MaxValue.Ticks)
                from id in ArbMap.Default.GeneratorFor<Guid>()
                from duration in ArbMap.Default.GeneratorFor<TimeSpan>()
                from first in ArbMap.Default.GeneratorFor<TimeSpan?>()
                from cost in money
                from reported in money
                from limit in ArbMap.Default.GeneratorFor<long?>()
                from states in Gen.Choose(0, 3).ArrayOf(4)
                from keys in text.ArrayOf(3)
                select new UsageRecord
                {
                    Id = id,
                    Time = new DateTimeOffset(ticks, TimeSpan.Zero),
                    Provider = texts[0],
                    RequestModel = texts[1],
                    ResponseModel = texts[2],
                    Operation = texts[3],
                    Project = texts[4],
                    Agent = texts[5],
                    Task = texts[6],
                    Metadata = states[3] == 0
                        ? null
                        : keys.OfType<string>().Distinct().ToDictionary(static key => key, static key => key + "!"),
                    Usage = TokenUsage.FromBuckets(
                        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7], counts[8],
                        counts[9], counts[10],
                        counts[11], counts[12], counts[13], states[0] == 0),
                    Completeness = (UsageCompleteness)states[0],
                    RawUsage = texts[7],
                    Outcome = (CallOutcome)states[1],
                    ErrorType = texts[8],
                    Duration = duration,
                    TimeToFirstToken = first,
                    Cost = cost,
                    CostBasis = (CostBasis)states[2],
                    ReportedCost = reported,
                    PriceTable = texts[9],
                    ResponseId = texts[10],
                    ServiceTier = texts[11],
                    MaxOutputTokens = limit,
                    Parts = states[1] == 0 ? null
                    :
                    [
                        new UsagePart(texts[0], texts[1], TokenUsage.FromBuckets(counts[11], counts[10], reasoning: counts[0])),
                        new UsagePart(texts[2], texts[3], TokenUsage.Unknown),
                    ],
                    ListedCost = reported,
                    Speed = texts[4],
                    Geo = texts[5],
                };
        }
    }

    private static Gen<long> Number(long largest)
        => ArbMap.Default.GeneratorFor<ulong>().Select(value => (long)(value % ((ulong)largest + 1)));

    // Half a surrogate pair has no UTF-8 form: it is stored as U+FFFD, as everywhere in .NET.
    private static string ValidText(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));

    private static void AssertComesBack(UsageRecord record)
    {
        var read = WriteAndRead(record);

        Assert.Equal(
            record with { Metadata = null, Parts = null, Units = null },
            read with { Metadata = null, Parts = null, Units = null });
        Assert.Equal(record.Parts, read.Parts);
        Assert.Equal(record.Units, read.Units);
        Assert.Equal(record.Metadata?.OrderBy(static pair => pair.Key), read.Metadata?.OrderBy(static pair => pair.Key));
    }

    private static UsageRecord WriteAndRead(UsageRecord record) => UsageRecordCodec.Read(Write(record));

    private static byte[] Write(UsageRecord record)
    {
        var buffer = new FrameBuffer();
        UsageRecordCodec.Write(in record, buffer);
        return buffer.Written.ToArray();
    }
}
