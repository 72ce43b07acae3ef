using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using TokenTracking;

[assembly: TrackAiUsage(typeof(string))] // TT0002

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
