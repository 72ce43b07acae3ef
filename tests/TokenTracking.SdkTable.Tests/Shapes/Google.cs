namespace Google.GenAI;

/// <summary>The shape of Google.GenAI's models.</summary>
public interface IModels
{
    Task<Types.GenerateContentResponse> GenerateContentAsync(string model, string contents, CancellationToken cancellationToken = default);

    IAsyncEnumerable<Types.GenerateContentResponse> GenerateContentStreamAsync(
        string model, string contents, CancellationToken cancellationToken = default);
}
