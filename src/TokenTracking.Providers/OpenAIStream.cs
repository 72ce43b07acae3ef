using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Follows a stream of chat completion chunks: the usage comes in a last one without choices, or cumulatively in every
/// one.</summary>
internal sealed class OpenAIStream(StreamedUsage usage, ProviderFailures failures)
{
    private bool _stopped;

    /// <summary>The update that a chunk makes; null for one that says nothing new.</summary>
    public LlmStreamUpdate? Take(OpenAIAnswer chunk)
    {
        if (chunk.Error is { } error)
            throw failures.InAnswer(error, usage.Current);
        var choice = chunk.Choices is [{ } first, ..] ? first : null;
        _stopped |= choice?.FinishReason is not null;

        var text = choice?.Delta?.Content ?? choice?.Delta?.Refusal ?? "";
        if (chunk.Usage is not null || chunk.Groq is not null || choice?.FinishReason is not null)
            return usage.Update(text);
        return text.Length > 0 ? usage.TextUpdate(text) : null;
    }

    public void ThrowIfCut()
    {
        // Some servers leave [DONE] out: the reason to stop says as much.
        if (!_stopped)
            throw failures.EndedEarly("its finish_reason", usage.Current);
    }
}
