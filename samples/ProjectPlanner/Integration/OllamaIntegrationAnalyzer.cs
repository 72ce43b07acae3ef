using System.Net.Http.Json;
using System.Text.Json.Serialization;
using TokenTracking.Providers;

namespace ProjectPlanner.Integration;

/// <summary>Code of the program's own that talks to a local model without any provider class.</summary>
internal sealed class OllamaIntegrationAnalyzer(HttpClient client, LocalLlmOptions options) : IIntegrationAnalyzer
{
    public async Task<IntegrationFinding> AnalyzeAsync(string taskId, string task, string neighbour, CancellationToken cancellationToken)
    {
        var request = new GenerateRequest(
            options.DefaultModel, $"Where do these two tasks touch, and what may break there?\n1. {task}\n2. {neighbour}", Stream: false);
        using var response = await client.PostAsJsonAsync("api/generate", request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<GenerateAnswer>(cancellationToken)
            ?? throw new HttpRequestException("The model's server answered with nothing.");
        return new IntegrationFinding(answer.Response, answer.Model, answer.PromptEvalCount, answer.EvalCount);
    }

    private sealed record GenerateRequest(string Model, string Prompt, bool Stream);

    private sealed record GenerateAnswer(
        string Response, string? Model,
        [property: JsonPropertyName("prompt_eval_count")] long? PromptEvalCount,
        [property: JsonPropertyName("eval_count")] long? EvalCount);
}
