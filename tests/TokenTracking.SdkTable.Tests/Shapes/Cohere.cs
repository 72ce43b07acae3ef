namespace Cohere;

/// <summary>The shape of Cohere's client: the billed units are below the usage.</summary>
public interface ICohereClient
{
    Task<ChatResponse> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default);
}

public sealed class ChatRequest
{
    public string? Model { get; set; }
}

public sealed class ChatResponse
{
    public string? Id { get; set; }

    public ChatUsage? Usage { get; set; }
}

public sealed class ChatUsage
{
    public BilledUnits? BilledUnits { get; set; }
}

public sealed class BilledUnits
{
    public double? InputTokens { get; set; }

    public double? OutputTokens { get; set; }
}
