using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Follows a stream of Anthropic's events: the usage is in the first and in one of the last.</summary>
internal sealed class AnthropicStream(string provider, ProviderFailures failures)
{
    private readonly AnthropicUsage _usage = new();
    private string? _id;
    private string? _model;
    private string? _stopReason;
    private string? _serviceTier;

    /// <summary>True once the provider has said that nothing follows.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The update that an event makes; null for one that says nothing new (a ping, a piece of thinking).</summary>
    public LlmStreamUpdate? Take(AnthropicEvent item)
    {
        if (item.Error is { } error)
            throw failures.InAnswer(error);
        switch (item.Type)
        {
            case "message_start":
                _id = item.Message?.Id;
                _model = item.Message?.Model;
                _usage.Merge(item.Message?.Usage);
                return WithUsage();
            case "content_block_start" when item.ContentBlock is { Type: "text", Text.Length: > 0 } block:
                return Update(block.Text);
            case "content_block_delta" when item.Delta is { Type: "text_delta", Text.Length: > 0 } delta:
                return Update(delta.Text);
            case "message_delta":
                _stopReason = item.Delta?.StopReason ?? _stopReason;
                _usage.Merge(item.Usage);
                return WithUsage();
            case "message_stop":
                IsEnded = true;
                return null;
            default:
                return null;
        }
    }

    public void ThrowIfCut()
    {
        // Some gateways leave message_stop out: the reason to stop says as much.
        if (_stopReason is null)
            throw failures.EndedEarly("its stop_reason");
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

    private LlmStreamUpdate WithUsage()
    {
        var reported = _usage.Report(finished: _stopReason is not null);
        _serviceTier = reported.ServiceTier;
        return Update("") with { Usage = reported.Usage, Completeness = reported.Completeness, RawUsage = reported.RawUsage };
    }
}
