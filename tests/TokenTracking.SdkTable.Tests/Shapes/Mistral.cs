namespace Mistral.SDK;

/// <summary>The shape of Mistral.SDK's completions.</summary>
public interface ICompletions
{
    Task<ChatCompletionResponse> GetCompletionAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default);

    IAsyncEnumerable<ChatCompletionResponse> StreamCompletionAsync(
        ChatCompletionRequest request, CancellationToken cancellationToken = default);
}

public sealed class ChatCompletionRequest
{
    public string? Model { get; set; }
}

public sealed class ChatCompletionResponse
{
    public string? Id { get; set; }

    public string? Model { get; set; }

    public Usage? Usage { get; set; }
}

public sealed class Usage
{
    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    public int TotalTokens { get; set; }
}
