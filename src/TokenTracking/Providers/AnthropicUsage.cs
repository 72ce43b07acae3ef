using System.Text.Json;

namespace TokenTracking.Providers;

/// <summary>
/// The usage object of Anthropic's Messages API. <c>input_tokens</c> excludes cache reads and writes; <c>output_tokens</c> includes thinking.
/// A stream gives it twice, cumulatively: merged field by field, the later non-null wins
/// (https://docs.anthropic.com/en/api/messages-streaming).
/// </summary>
internal sealed class AnthropicUsage
{
    private readonly List<JsonElement> _raw = [];
    private long? _input;
    private long? _output;
    private long? _thinking;
    private long? _cacheRead;
    private long? _cacheWrite;
    private long? _cacheWrite5m;
    private long? _cacheWrite1h;
    private long? _webSearches;
    private string? _serviceTier;
    private bool _doubtful;

    /// <summary>Takes in a usage object; null and what it leaves out change nothing.</summary>
    public void Merge(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } element)
            return;
        _raw.Add(element);
        if (HasForeignIterations(element, out var iterations))
        {
            MergeIterations(iterations);
        }
        else
        {
            var numbers = new UsageNumbers(element);
            _input = numbers["input_tokens"] ?? _input;
            _output = numbers["output_tokens"] ?? _output;
            _thinking = numbers["output_tokens_details", "thinking_tokens"] ?? _thinking;
            _cacheRead = numbers["cache_read_input_tokens"] ?? _cacheRead;
            _cacheWrite = numbers["cache_creation_input_tokens"] ?? _cacheWrite;
            _cacheWrite5m = numbers["cache_creation", "ephemeral_5m_input_tokens"] ?? _cacheWrite5m;
            _cacheWrite1h = numbers["cache_creation", "ephemeral_1h_input_tokens"] ?? _cacheWrite1h;
            _webSearches = numbers["server_tool_use", "web_search_requests"] ?? _webSearches;
            _doubtful |= numbers.IsDoubtful;
        }

        _serviceTier = UsageNumbers.Text(element, "service_tier") ?? _serviceTier;
    }

    public ReportedUsage Report(bool finished)
    {
        var doubtful = _doubtful;
        var write5m = _cacheWrite5m;
        if (_cacheWrite5m is null && _cacheWrite1h is null)
            write5m = _cacheWrite; // Responses from before the split: 5 minutes was, and is, the lifetime where none is asked for.
        else if (_cacheWrite is { } written && written != (_cacheWrite5m ?? 0) + (_cacheWrite1h ?? 0))
            doubtful = true;

        var usage = TokenUsage.FromExclusive(_input, _output, _cacheRead, write5m, _cacheWrite1h, reasoning: _thinking)
            .WithParts(serverToolCalls: _webSearches);
        return ReportedUsage.Create(in usage, finished, doubtful, [.. _raw]) with { ServiceTier = _serviceTier };
    }

    // The top level sums the iterations of type "message" alone. Compaction, an advisor or a refused fallback attempt stand beside it, at the
    // price of another model: they are counted, and the record says that its one price is an estimate.
    private void MergeIterations(JsonElement iterations)
    {
        (_input, _output, _thinking, _cacheRead, _cacheWrite, _cacheWrite5m, _cacheWrite1h) = (null, null, null, null, null, null, null);
        foreach (var iteration in iterations.EnumerateArray())
        {
            var numbers = new UsageNumbers(iteration);
            _input = Sum(_input, numbers["input_tokens"]);
            _output = Sum(_output, numbers["output_tokens"]);
            _cacheRead = Sum(_cacheRead, numbers["cache_read_input_tokens"]);
            _cacheWrite = Sum(_cacheWrite, numbers["cache_creation_input_tokens"]);
            _cacheWrite5m = Sum(_cacheWrite5m, numbers["cache_creation", "ephemeral_5m_input_tokens"]);
            _cacheWrite1h = Sum(_cacheWrite1h, numbers["cache_creation", "ephemeral_1h_input_tokens"]);
        }

        _doubtful = true;
    }

    private static bool HasForeignIterations(JsonElement usage, out JsonElement iterations)
    {
        iterations = UsageNumbers.Field(usage, "iterations") ?? default;
        return iterations.ValueKind == JsonValueKind.Array
            && iterations.EnumerateArray().Any(static iteration => UsageNumbers.Text(iteration, "type") is { } type && type != "message");
    }

    private static long? Sum(long? left, long? right) => left is null ? right : left + (right ?? 0);
}
