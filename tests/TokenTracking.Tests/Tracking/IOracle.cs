using System.Runtime.CompilerServices;
using TokenTracking.Providers;

namespace TokenTracking.Tests.Tracking;

/// <summary>A tracked interface with a member of each shape.</summary>
[TrackAiUsage]
public interface IOracle
{
    Task<LlmResult> AskAsync(string model);

    ValueTask<LlmResult> GuessAsync();

    IAsyncEnumerable<LlmStreamUpdate> TellAsync(CancellationToken cancellationToken = default);

    Task<Riddle> PoseAsync();
}

/// <summary>A result that throws when its usage is read.</summary>
public sealed class Riddle
{
    private readonly string _answer = "nobody knows";

    public TokenUsage Usage => throw new InvalidOperationException(_answer);
}

/// <summary>An oracle that does what a test tells it to.</summary>
internal sealed class Oracle : IOracle
{
    public static readonly LlmResult Answer = new() { Text = "42", Usage = TokenUsage.FromInclusive(7, 3), Model = "delphi" };

    public Func<Task<LlmResult>> Ask { get; init; } = static () => Task.FromResult(Answer);

    public Func<ValueTask<LlmResult>> Guess { get; init; } = static () => new ValueTask<LlmResult>(Answer);

    public Func<CancellationToken, IAsyncEnumerable<LlmStreamUpdate>> Tell { get; init; } = static token => Words(3, token);

    public Task<LlmResult> AskAsync(string model) => Ask();

    public ValueTask<LlmResult> GuessAsync() => Guess();

    public IAsyncEnumerable<LlmStreamUpdate> TellAsync(CancellationToken cancellationToken = default) => Tell(cancellationToken);

    public Task<Riddle> PoseAsync() => Task.FromResult(new Riddle());

    /// <summary>A stream whose second update says how much went in, and whose last says all.</summary>
    public static async IAsyncEnumerable<LlmStreamUpdate> Words(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 1; i <= count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i % 2 == 0)
                await Task.Yield();
            yield return new LlmStreamUpdate
            {
                Text = $"word {i}",
                Model = i == 1 ? "delphi" : null,
                Usage = i == 1 ? TokenUsage.Unknown : TokenUsage.FromInclusive(7, i),
                Completeness = i == count ? UsageCompleteness.Complete : i == 1 ? UsageCompleteness.Missing : UsageCompleteness.Partial,
            };
        }
    }
}
