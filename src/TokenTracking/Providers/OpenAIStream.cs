using System.Text.Json;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Follows a stream of chat completion chunks: the usage comes in a last one without choices, or cumulatively in every one.</summary>
internal sealed class OpenAIStream(string provider, ProviderFailures failures)
{
    private JsonElement? _usage;
    private bool _usageReportedPartial;
    private bool _ended;
    private string? _id;
    private string? _model;
    private string? _serviceTier;
    private string? _stopReason;

    /// <summary>The update that a chunk makes; null for one that says nothing new.</summary>
    public LlmStreamUpdate? Take(OpenAIAnswer chunk)
    {
        if (chunk.Error is { } error)
            throw failures.InAnswer(error);
        _id ??= chunk.Id;
        _model ??= chunk.Model;
        _serviceTier = chunk.ServiceTier ?? _serviceTier;
        var choice = chunk.Choices is [{ } first, ..] ? first : null;
        _stopReason = choice?.FinishReason ?? _stopReason;

        var usage = chunk.Usage ?? chunk.Groq?.Usage;
        var text = choice?.Delta?.Content ?? choice?.Delta?.Refusal ?? "";
        if (usage is not null)
        {
            _usage = usage;
            _usageReportedPartial = _stopReason is null;
            return WithUsage(Update(text), finished: _stopReason is not null);
        }

        return text.Length > 0 || choice?.FinishReason is not null ? Update(text) : null;
    }

    /// <summary>Notes the end mark.</summary>
    public void End() => _ended = true;

    /// <summary>The update that the end of the stream makes: usage that looked unfinished when it came was the last there was.</summary>
    public LlmStreamUpdate? Finish()
    {
        if (!_ended && _stopReason is null)
            throw failures.EndedEarly("its finish_reason");
        return _usageReportedPartial ? WithUsage(Update(""), finished: true) : null;
    }

    private LlmStreamUpdate Update(string text) => new()
    {
        Text = text,
        Provider = provider,
        Model = _model,
        ResponseId = _id,
        StopReason = _stopReason,
        ServiceTier = _serviceTier,
    };

    private LlmStreamUpdate WithUsage(LlmStreamUpdate update, bool finished)
    {
        var reported = OpenAIUsage.Read(_usage, finished);
        return update with
        {
            Usage = reported.Usage,
            Completeness = reported.Completeness,
            RawUsage = reported.RawUsage,
            ReportedCost = reported.ReportedCost,
        };
    }
}
