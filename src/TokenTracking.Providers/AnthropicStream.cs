using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Follows a stream of Anthropic's events: the usage is in the first and in one of the last.</summary>
internal sealed class AnthropicStream(StreamedUsage usage, ProviderFailures failures)
{
    private bool _stopped;

    /// <summary>True once the provider has said that nothing follows.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The update that an event makes; null for one that says nothing new (a ping, a piece of thinking).</summary>
    public LlmStreamUpdate? Take(AnthropicEvent item)
    {
        if (item.Error is { } error)
            throw failures.InAnswer(error, usage.Current);
        switch (item.Type)
        {
            case "message_start":
                return usage.Update("");
            case "content_block_start" when item.ContentBlock is { Type: "text", Text.Length: > 0 } block:
                return usage.TextUpdate(block.Text);
            case "content_block_delta" when item.Delta is { Type: "text_delta", Text.Length: > 0 } delta:
                return usage.TextUpdate(delta.Text);
            case "message_delta":
                _stopped |= item.Delta?.StopReason is not null;
                return usage.Update("");
            case "message_stop":
                IsEnded = true;
                return usage.Update("");
            default:
                return null;
        }
    }

    public void ThrowIfCut()
    {
        // Some gateways leave message_stop out: the reason to stop says as much.
        if (!_stopped)
            throw failures.EndedEarly("its stop_reason", usage.Current);
    }
}
