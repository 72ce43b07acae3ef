using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>What holds for every body, however it arrives and whatever becomes of it.</summary>
public sealed class ReadingProperties
{
    private static readonly Gen<int> AnyBody = Gen.Choose(0, Bodies.All.Length - 1);

    [Fact]
    public void Any_chunking_gives_the_same_result()
        => Prop.ForAll(AnyBody.Zip(Gen.Choose(1, 90).NonEmptyListOf()).ToArbitrary(), static sample =>
        {
            var body = Bodies.All[sample.Item1].Body;
            return ResultText.Of(ReadInPieces(body, [.. sample.Item2])) == ResultText.Of(UsageReader.Read(body));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void Byte_by_byte_gives_the_same_result()
    {
        foreach (var (name, body) in Bodies.All)
            Assert.Equal((name, ResultText.Of(UsageReader.Read(body))), (name, ResultText.Of(ReadInPieces(body, [1]))));
    }

    [Fact]
    public void Any_truncation_is_partial_or_missing()
    {
        foreach (var (name, body) in Bodies.All)
        {
            // What is cut off must be more than white space.
            var end = body.Length;
            while (body[end - 1] <= ' ' && body[0] != 0)
                end--;
            for (var length = 0; length < end; length++)
            {
                var usage = UsageReader.Read(body.AsSpan(0, length));
                Assert.True(
                    usage.Completeness is UsageCompleteness.Partial or UsageCompleteness.Missing || IsOnlyDone(body, length),
                    $"{name} cut at {length} of {body.Length}: {ResultText.Of(usage)}");
            }
        }
    }

    [Fact]
    public void Any_mutation_of_a_byte_gives_a_result_in_bounded_memory()
        => Prop.ForAll(AnyBody.Zip(Gen.Choose(0, 4095)).Zip(Gen.Choose(0, 255)).ToArbitrary(), static sample =>
        {
            var ((index, at), value) = sample;
            var body = (byte[])Bodies.All[index].Body.Clone();
            body[at % body.Length] = (byte)value;

            UsageReader.Read("{}"u8); // the reader's own memory is made once
            var before = GC.GetAllocatedBytesForCurrentThread();
            var usage = UsageReader.Read(body);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            return usage.Notes is not null && allocated < 200_000;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Any_bytes_at_all_give_a_result()
        => Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte>().ArrayOf().ToArbitrary(),
            static bytes => UsageReader.Read(bytes) is { Completeness: UsageCompleteness.Missing })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static WireUsage ReadInPieces(byte[] body, int[] sizes)
    {
        using var reader = new UsageReader();
        for (int at = 0, piece = 0; at < body.Length; piece++)
        {
            var size = Math.Min(sizes[piece % sizes.Length], body.Length - at);
            reader.Append(body.AsSpan(at, size));
            at += size;
        }

        return reader.Complete();
    }

    // Cohere says that the answer has ended before OpenAI's mark follows.
    private static bool IsOnlyDone(byte[] body, int length)
        => body.AsSpan(length..).Trim("\r\n"u8).Length <= "data: [DONE]".Length
            && body.AsSpan(0, length).IndexOf("message-end"u8) >= 0
            && UsageReader.Read(body.AsSpan(0, length)).Usage == UsageReader.Read(body).Usage;
}
