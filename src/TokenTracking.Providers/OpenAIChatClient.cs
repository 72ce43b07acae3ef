using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>The chat completions interface of OpenAI and many other providers.</summary>
/// <param name="connection">The connection to the server.</param>
/// <param name="path">Where the interface is, under the server's address.</param>
/// <param name="defaultModel">The model for requests that name none.</param>
/// <param name="newLimitName">True for <c>max_completion_tokens</c>, which OpenAI's reasoning models insist on; false for
/// <c>max_tokens</c>, which older servers know alone.</param>
internal sealed class OpenAIChatClient(ProviderConnection connection, string path, string defaultModel, bool newLimitName)
{
    public static void SetHeaders(HttpRequestHeaders headers, string? key)
    {
        if (key is not null)
            headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
    }

    public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken)
    {
        var (answer, usage) = await connection.PostAsync(
            path, BodyOf(request, stream: false), OpenAIJson.Default.OpenAIRequest, OpenAIJson.Default.OpenAIAnswer, cancellationToken)
            .ConfigureAwait(false);
        if (answer.Error is { } error)
            throw connection.Failures.InAnswer(error, usage);
        if (answer.Choices is not [{ Message: { } message }, ..])
            throw connection.Failures.NotTheFormat("it has no \"choices[0].message\".", usage: usage);
        return LlmResults.Of(message.Content ?? message.Refusal ?? "", usage);
    }

    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var usage = new StreamedUsage(connection.SourceOf(path));
        var answer = new OpenAIStream(usage, connection.Failures);
        var chunks = connection.StreamAsync(
            path, BodyOf(request, stream: true), OpenAIJson.Default.OpenAIRequest, usage,
            static (stream, usage, token) => ProviderFraming.ReadEvents(stream, OpenAIJson.Default.OpenAIAnswer, usage, token),
            cancellationToken);
        await foreach (var chunk in chunks.ConfigureAwait(false))
        {
            if (chunk is null)
            {
                yield return usage.Update("");
                yield break;
            }

            if (answer.Take(chunk) is { } update)
                yield return update;
        }

        answer.ThrowIfCut();
        yield return usage.LastUpdate();
    }

    private OpenAIRequest BodyOf(LlmRequest request, bool stream)
    {
        var user = new OpenAIInput("user", request.Prompt);
        return new OpenAIRequest(
            request.Model ?? defaultModel,
            request.System is { } system ? [new OpenAIInput("system", system), user] : [user],
            newLimitName ? request.MaxOutputTokens : null,
            newLimitName ? null : request.MaxOutputTokens,
            request.Temperature,
            stream ? true : null,
            stream ? new OpenAIStreamOptions(IncludeUsage: true) : null);
    }
}
