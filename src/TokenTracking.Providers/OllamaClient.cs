using System.Runtime.CompilerServices;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Ollama's own interface (https://github.com/ollama/ollama/blob/main/docs/api.md): one JSON object, or one a line.</summary>
internal sealed class OllamaClient(ProviderConnection connection, LocalLlmApi api, string defaultModel)
{
    private readonly string _path = api == LocalLlmApi.OllamaGenerate ? "api/generate" : "api/chat";

    public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken)
    {
        var (answer, usage) = await connection.PostAsync(
            _path, BodyOf(request, stream: false), OllamaJson.Default.OllamaRequest, OllamaJson.Default.OllamaAnswer, cancellationToken)
            .ConfigureAwait(false);
        if (answer.Error is { } error)
            throw connection.Failures.InAnswer(error, usage);
        if (answer.Text is not { } text)
            throw connection.Failures.NotTheFormat("it has neither \"response\" nor \"message.content\".", usage: usage);
        return LlmResults.Of(text, usage);
    }

    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var usage = new StreamedUsage(connection.SourceOf(_path));
        var lines = connection.StreamAsync(
            _path, BodyOf(request, stream: true), OllamaJson.Default.OllamaRequest, usage,
            static (stream, usage, token) => ProviderFraming.ReadLines(stream, OllamaJson.Default.OllamaAnswer, usage, token),
            cancellationToken);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            if (line.Error is { } error)
                throw connection.Failures.InAnswer(error, usage.Current);
            yield return line.Done ? usage.Update(line.Text ?? "") : usage.TextUpdate(line.Text ?? "");
            if (line.Done)
                yield break;
        }

        throw connection.Failures.EndedEarly("its line with \"done\": true", usage.Current);
    }

    private OllamaRequest BodyOf(LlmRequest request, bool stream)
    {
        var sampling = request is { MaxOutputTokens: null, Temperature: null }
            ? null
            : new OllamaSampling(request.MaxOutputTokens, request.Temperature);
        var model = request.Model ?? defaultModel;
        if (api == LocalLlmApi.OllamaGenerate)
            return new OllamaRequest(model, request.Prompt, request.System, Messages: null, stream, sampling);
        var user = new OllamaText("user", request.Prompt);
        return new OllamaRequest(
            model, Prompt: null, System: null, request.System is { } system ? [new OllamaText("system", system), user] : [user], stream,
            sampling);
    }
}
