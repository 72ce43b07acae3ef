namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>A type of streams: a call for each enumeration, whatever way it ends.</summary>
internal abstract class StreamProbe
{
    /// <summary>The probe of a type; null for what is no stream.</summary>
    public static StreamProbe? Of(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
            ? (StreamProbe)Activator.CreateInstance(typeof(StreamProbe<>).MakeGenericType(type.GetGenericArguments()))!
            : null;

    /// <summary>A stream to return.</summary>
    public abstract object Source(SampleValues samples);

    /// <summary>Compares a member that returns such a stream.</summary>
    public abstract void Compare(MemberComparison member, SampleValues samples);
}

internal sealed class StreamProbe<T> : StreamProbe
{
    public override object Source(SampleValues samples) => Items([Recorder.As<T>(samples.Of(typeof(T)))], null);

    public override void Compare(MemberComparison member, SampleValues samples)
    {
        T[] items = [.. Enumerable.Range(0, 3).Select(_ => Recorder.As<T>(samples.Of(typeof(T))))];
        var exception = new InvalidOperationException("told to");

        var stream = Begin(member, "stream", Items(items, null));
        member.ExpectNoRecord("stream that nobody reads");
        Expect(member, "stream", Read(stream, items.Length + 1), items, null, CallOutcome.Succeeded);

        stream = Begin(member, "failing stream", Items(items, exception));
        Expect(member, "failing stream", Read(stream, items.Length + 1), items, exception, CallOutcome.Failed);

        stream = Begin(member, "stream that is left", Items(items, null));
        Expect(member, "stream that is left", Read(stream, 1), items[..1], null, CallOutcome.Abandoned);
    }

    private static IAsyncEnumerable<T>? Begin(MemberComparison member, string how, IAsyncEnumerable<T> stream)
    {
        var (returned, thrown) = member.Call(how, stream);
        member.Expect(thrown is null && returned is not null, $"{how}: throws {thrown}");
        return (IAsyncEnumerable<T>?)returned;
    }

    private static void Expect(
        MemberComparison member, string how, (List<T> Items, Exception? Thrown) read, T[] items, Exception? exception, CallOutcome outcome)
    {
        member.Expect(
            read.Items.Count == items.Length && read.Items.Zip(items).All(static pair => Sameness.Same(pair.First, pair.Second)),
            $"{how}: other items");
        member.Expect(ReferenceEquals(read.Thrown, exception), $"{how}: throws {read.Thrown}");
        member.ExpectRecord(outcome, how);
    }

    private static (List<T> Items, Exception? Thrown) Read(IAsyncEnumerable<T>? stream, int most)
    {
        var items = new List<T>();
        if (stream is null)
            return (items, null);
        var enumerator = stream.GetAsyncEnumerator();
        try
        {
            while (items.Count < most && enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult())
                items.Add(enumerator.Current);
            return (items, null);
        }
        catch (InvalidOperationException exception)
        {
            return (items, exception);
        }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static async IAsyncEnumerable<T> Items(T[] items, Exception? exception)
    {
        foreach (var item in items)
        {
            await Task.CompletedTask;
            yield return item;
        }

        if (exception is not null)
            throw exception;
    }
}
