namespace Amazon.BedrockRuntime;

/// <summary>The shape of AWSSDK.BedrockRuntime's client, as far as Converse goes.</summary>
public interface IAmazonBedrockRuntime
{
    Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default);
}

public sealed class ConverseRequest
{
    public string? ModelId { get; set; }
}

public sealed class ConverseResponse
{
    public TokenUsage? Usage { get; set; }

    public string? StopReason { get; set; }
}

public sealed class TokenUsage
{
    public int? InputTokens { get; set; }

    public int? OutputTokens { get; set; }

    public int? TotalTokens { get; set; }

    public int? CacheReadInputTokens { get; set; }

    public int? CacheWriteInputTokens { get; set; }
}
