using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Storage.Journals;

namespace TokenTracking.Tests.Storage;

public sealed class JournalReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_come_back_in_the_order_they_were_appended()
    {
        var (bytes, ids, _) = Journal(500);

        var (read, damages) = Read(bytes);

        Assert.Equal(ids, read);
        Assert.Empty(damages);
    }

    [Fact]
    public void A_hole_in_the_middle_costs_only_the_frames_it_touches()
    {
        var (bytes, ids, offsets) = Journal(10);
        bytes.AsSpan(offsets[3] + 5, offsets[6] - offsets[3] - 5).Clear();

        var (read, damages) = Read(bytes);

        Assert.Equal([.. ids[..3], .. ids[6..]], read);
        var damage = Assert.Single(damages);
        Assert.Equal((offsets[3], offsets[6] - offsets[3], false), (damage.Offset, damage.Length, damage.IsCutShort));
    }

    [Fact]
    public void A_hole_at_the_start_is_passed_over()
    {
        var (bytes, ids, offsets) = Journal(4);
        bytes.AsSpan(0, offsets[2]).Clear();

        var (read, damages) = Read(bytes);

        Assert.Equal(ids[2..], read);
        Assert.Equal(0, Assert.Single(damages).Offset);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(60)]
    public void An_append_cut_short_at_the_end_is_no_damage(int bytesOfLastFrame)
    {
        var (bytes, ids, offsets) = Journal(3);

        var (read, damages) = Read(bytes[..(offsets[2] + bytesOfLastFrame)]);

        Assert.Equal(ids[..2], read);
        var damage = Assert.Single(damages);
        Assert.Equal((offsets[2], bytesOfLastFrame, true), (damage.Offset, damage.Length, damage.IsCutShort));
    }

    [Fact]
    public void Zeros_at_the_end_are_damage()
    {
        var (bytes, ids, offsets) = Journal(3);
        bytes.AsSpan(offsets[2]).Clear();

        var (read, damages) = Read(bytes);

        Assert.Equal(ids[..2], read);
        Assert.False(Assert.Single(damages).IsCutShort);
    }

    [Fact]
    public void A_length_that_points_past_the_end_does_not_hide_the_frames_after_it()
    {
        var (bytes, ids, offsets) = Journal(6);
        bytes[offsets[2] + 10] ^= 0x0F;

        var (read, damages) = Read(bytes);

        Assert.Equal([.. ids[..2], .. ids[3..]], read);
        Assert.False(Assert.Single(damages).IsCutShort);
    }

    [Fact]
    public void A_record_of_a_newer_version_is_reported_and_stepped_over()
    {
        var (bytes, ids, offsets) = Journal(3);
        var frame = bytes.AsSpan(offsets[1], offsets[2] - offsets[1]);
        frame[JournalFrame.HeaderSize] = 99;
        BitConverter.TryWriteBytes(frame[4..], Crc32C.Of(frame[8..]));

        var (read, damages) = Read(bytes);

        Assert.Equal([ids[0], ids[2]], read);
        Assert.Contains("version 99", Assert.Single(damages).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_larger_than_the_read_buffer_are_read()
    {
        var big = SampleRecords.Simple() with { RawUsage = new string('7', 300_000) };
        var frame = new FrameBuffer();
        Assert.True(JournalFrame.TryWrite(in big, frame));
        var (bytes, ids, _) = Journal(2);

        var (read, damages) = Read([.. bytes, .. frame.Written, .. bytes]);

        Assert.Equal([.. ids, big.Id, .. ids], read);
        Assert.Empty(damages);
    }

    [Fact]
    public void Whatever_is_overwritten_every_untouched_frame_is_found()
    {
        var (bytes, ids, offsets) = Journal(40);
        var damage =
            from at in Gen.Choose(0, bytes.Length - 1)
            from noise in ArbMap.Default.GeneratorFor<byte>().ArrayOf(200)
            from length in Gen.Choose(1, 200)
            select (At: at, Noise: noise[..Math.Min(length, bytes.Length - at)]);

        Prop.ForAll(damage.ToArbitrary(), change =>
        {
            byte[] changed = [.. bytes];
            change.Noise.CopyTo(changed, change.At);
            var untouched = ids.Where((_, index) =>
            {
                var end = index + 1 < offsets.Length ? offsets[index + 1] : bytes.Length;
                return changed.AsSpan(offsets[index]..end).SequenceEqual(bytes.AsSpan(offsets[index]..end));
            });
            return Read(changed).Ids.SequenceEqual(untouched);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static (byte[] Bytes, Guid[] Ids, int[] Offsets) Journal(int count)
    {
        var frame = new FrameBuffer();
        List<byte> bytes = [];
        var ids = new Guid[count];
        var offsets = new int[count];
        for (var i = 0; i < count; i++)
        {
            var record = SampleRecords.Simple() with { Task = new string('x', i) };
            Assert.True(JournalFrame.TryWrite(in record, frame));
            ids[i] = record.Id;
            offsets[i] = bytes.Count;
            bytes.AddRange(frame.Written);
        }

        return ([.. bytes], ids, offsets);
    }

    private (List<Guid> Ids, IReadOnlyList<JournalDamage> Damages) Read(byte[] bytes)
    {
        var path = _folder.File("bytes");
        File.WriteAllBytes(path, bytes);
        using var handle = File.OpenHandle(path);
        var reader = new JournalReader(handle, 0, bytes.Length);
        List<Guid> ids = [];
        while (reader.TryRead(out var record))
            ids.Add(record.Id);
        Assert.Equal(bytes.Length, reader.Position);
        return (ids, reader.Damages);
    }
}
