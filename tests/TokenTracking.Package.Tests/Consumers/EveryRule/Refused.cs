using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using TokenTracking;

[assembly: TrackAiUsage(typeof(string))] // TT0002

[assembly: TrackAiUsage(typeof(EveryRule.IPainter))]

namespace EveryRule;

[TrackAiUsage]
public interface IMarker; // TT0001

public static class Outer
{
    [TrackAiUsage]
    private interface IHidden // TT0003
    {
        Task<LlmResult> AskAsync();
    }
}

[TrackAiUsage]
public interface IHooked
{
    Task<LlmResult> AskAsync();

    protected void Hook(); // TT0004
}

[TrackAiUsage]
public interface INumber<TSelf> // TT0005
    where TSelf : INumber<TSelf>
{
    static abstract TSelf operator +(TSelf a, TSelf b);
}

[ComImport, Guid("6B29FC40-CA47-1067-B31D-00DD010662DA"), TrackAiUsage]
public interface INative // TT0006
{
    int Ask();
}

[TrackAiUsage]
public interface IVariable
{
    Task<LlmResult> AskAsync(__arglist); // TT0007
}

[RequiresPreviewFeatures]
[TrackAiUsage]
public interface IPreview // TT0009
{
    Task<LlmResult> AskAsync();
}

public sealed record Opaque(string Body);

public sealed record Doubtful(string Body);

public static class Extractors
{
    [UsageExtractor]
    private static TokenUsage Read(Opaque answer) => TokenUsage.FromInclusive(input: answer.Body.Length, output: 0); // TT0011

    [UsageExtractor]
    internal static TokenUsage First(Doubtful answer) => TokenUsage.FromInclusive(input: answer.Body.Length, output: 0); // TT0012

    [UsageExtractor]
    internal static TokenUsage Second(Doubtful answer) => TokenUsage.FromInclusive(input: 0, output: answer.Body.Length); // TT0012
}

public sealed class Sealed<T>;

[TrackAiUsage]
public interface IOpaque
{
    Sealed<LlmResult> Ask(); // TT0013
}

public sealed class Spent
{
    public int InputTokens { get; init; }

    public int OutputTokens { get; init; }

    public int DeepThoughtTokens { get; init; } // TT0015
}

public sealed record Thought(string Text, Spent Usage);

[TrackAiUsage]
public interface IThinker
{
    Task<Thought> ThinkAsync(string question);

    Lazy<IThinker> Later { get; } // TT0016
}

public sealed class PaintingOptions;

public sealed class PaintedImage;

public interface IPainter
{
    Task<LlmResult> DescribeAsync(string prompt);

    Task<PaintedImage> PaintAsync(string prompt, PaintingOptions options); // TT0014
}
