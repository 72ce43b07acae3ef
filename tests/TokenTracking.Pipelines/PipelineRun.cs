using Microsoft.Extensions.AI;

namespace TokenTracking.Pipelines;

/// <summary>Runs a pipeline, and holds its records against the server's ledger.</summary>
internal static class PipelineRun
{
    private static readonly AIFunction Now = AIFunctionFactory.Create(static () => "noon", "now");
    private static int _questions;

    /// <summary>Runs a pipeline.</summary>
    /// <returns>What is wrong with its records; null if nothing is.</returns>
    public static async Task<string?> RunAsync(PipelineSpec spec, LedgerServer server)
    {
        server.Clear();
        var seen = new Observed();
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), observers: [seen]);
        var failures = 0;
        using (var pipeline = new Pipeline(spec, server, tracker))
        {
            if (spec.IsConcurrent)
                failures = (await Task.WhenAll(spec.Situations.Select(situation => CallAsync(pipeline, situation)))).Sum();
            else
            {
                foreach (var situation in spec.Situations)
                    failures += await CallAsync(pipeline, situation);
            }
        }

        return Judge(spec, server, seen.Records, failures);
    }

    /// <returns>1 if the call failed; otherwise, 0.</returns>
    private static async Task<int> CallAsync(Pipeline pipeline, Situation situation)
    {
        var number = Interlocked.Increment(ref _questions);
        try
        {
            switch (situation)
            {
                case Situation.Streamed or Situation.StreamedTools or Situation.StreamLeft:
                    await StreamAsync(pipeline, situation, number);
                    break;
                case Situation.Repeated:
                    await AskAsync(pipeline, "plain " + number, null);
                    await AskAsync(pipeline, "plain " + number, null);
                    break;
                case Situation.Cancelled:
                    using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(30)))
                        await AskAsync(pipeline, "slow " + number, null, soon.Token);
                    break;
                case Situation.Tools:
                    await AskAsync(pipeline, "tool " + number, new ChatOptions { Tools = [Now] });
                    break;
                default:
                    await AskAsync(pipeline, situation.ToString().ToLowerInvariant() + " " + number, null);
                    break;
            }

            return 0;
        }
        catch (Exception exception) when (exception is System.ClientModel.ClientResultException or OperationCanceledException
            && situation is Situation.Busy or Situation.Dead or Situation.Cancelled)
        {
            return 1;
        }
    }

    private static Task<ChatResponse> AskAsync(
        Pipeline pipeline, string question, ChatOptions? options, CancellationToken cancellationToken = default)
        => pipeline.Answerer?.AnswerAsync(question, options, cancellationToken)
            ?? pipeline.Client.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options, cancellationToken);

    private static async Task StreamAsync(Pipeline pipeline, Situation situation, int number)
    {
        var isTool = situation == Situation.StreamedTools;
        var question = (isTool ? "tool " : "stream ") + number;
        var options = isTool ? new ChatOptions { Tools = [Now] } : null;
        var stream = pipeline.Answerer?.StreamAsync(question, options) ?? pipeline.Client.GetStreamingResponseAsync(question, options);
        await foreach (var update in stream)
        {
            if (situation == Situation.StreamLeft)
                break;
        }
    }

    private static string? Judge(PipelineSpec spec, LedgerServer server, IReadOnlyList<UsageRecord> records, int failures)
    {
        var withUsage = records.Where(static record => !record.Usage.IsUnknown).ToList();
        var without = records.Count - withUsage.Count;
        var left = spec.Situations.Count(static situation => situation == Situation.StreamLeft);
        var billed = server.Billed;
        if (!spec.IsTracked)
        {
            return records.Count == 0 ? null : $"{records.Count} records of a pipeline that tracks nothing";
        }

        if (without > server.Refused + failures + left)
            return $"{without} records without usage of {server.Refused} failed requests, {failures} failed calls, {left} streams left";
        if (failures > 0 && without == 0)
            return $"{failures} failed calls are not recorded";
        if ((spec.IsEstimated || spec.SeesEachRequest) && withUsage.Exists(record => IsMarked(record) != spec.IsEstimated))
            return $"records are {(spec.IsEstimated ? "no " : "")}estimates with a note";
        return spec.SeesEachRequest ? Exactly(billed, withUsage, without, left) : InSum(spec, billed, withUsage, left);
    }

    // A stream that broke off is partial, wherever it was tracked.
    private static bool IsMarked(UsageRecord record)
        => record.Completeness != UsageCompleteness.Complete && record.Metadata?.ContainsKey("token_tracking.note") == true;

    private static string? Exactly(IReadOnlyList<Billed> billed, List<UsageRecord> records, int without, int left)
    {
        var unmatched = billed.ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.ResponseId is null || !unmatched.Remove(record.ResponseId, out var entry))
                return $"a record of response {record.ResponseId} too many ({records.Count} of {billed.Count} billed)";
            if ((entry.Input, entry.Cached, entry.Output)
                != (record.Usage.InputTokens, record.Usage.CacheReadTokens, record.Usage.OutputTokens))
                return $"{entry} is recorded as {record.Usage}";
            if (entry.Cost != record.Cost)
                return $"{entry} costs {entry.Cost} and is recorded as {record.Cost}";
        }

        // What a stream that is left has cost comes with its end: it is recorded without usage.
        return unmatched.Count <= Math.Min(left, without) ? null : $"{unmatched.Count} of {billed.Count} billed requests are not recorded";
    }

    /// <summary>Every layer that tracks is above some that repeat requests or save them: the sum is known.</summary>
    private static string? InSum(PipelineSpec spec, IReadOnlyList<Billed> billed, List<UsageRecord> records, int left)
    {
        if (left > 0 || spec.Layers.Contains(Layer.Caching))
            return null;
        var sent = billed.Sum(static entry => entry.Input + entry.Output);
        var recorded = records.Sum(static record => record.Usage.TotalTokens ?? 0);
        return sent == recorded ? null : $"{recorded} of {sent} tokens are recorded";
    }

    private sealed class Observed : IUsageObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<UsageRecord> _records = new();

        public IReadOnlyList<UsageRecord> Records => [.. _records];

        public void OnRecorded(in UsageRecord record) => _records.Enqueue(record);
    }
}
