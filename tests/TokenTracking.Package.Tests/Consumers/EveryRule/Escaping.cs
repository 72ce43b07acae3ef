using Microsoft.Extensions.AI;
using TokenTracking;
using TokenTracking.Providers;

namespace EveryRule;

[TrackAiUsage]
public interface ITeller
{
    Task<string> TellAsync(); // TT1003
}

public sealed class Escaping(ITokenTracker tracker, AnthropicProvider provider, IChatClient chat, HttpClient http)
{
    public ILlmProvider Bare { get; } = new LlmAbstraction(); // TT1001

    public async Task<string> TextAloneAsync(LlmRequest request) => (await provider.CompleteAsync(request)).Text; // TT1002

    public async Task<string> FirstPieceAsync(ILlmProvider llm, LlmRequest request)
    {
        await foreach (var piece in llm.StreamAsync(request))
        {
            if (piece.Text.Length > 0)
                return piece.Text; // TT1004
        }

        return "";
    }

    public ILlmProvider Twice() => LlmFactory.Create(tracker: tracker).WithTokenTracking(tracker); // TT1005

    public static long? Sum(TokenUsage usage) => usage.InputTokens + usage.CacheReadTokens; // TT1006

    public Task<ChatResponse> OverTheSdkAsync() => chat.GetResponseAsync("Hello"); // TT2001

    public Task<HttpResponseMessage> RawAsync() => http.PostAsync("https://api.openai.com/v1/chat/completions", null); // TT2002

    public static LlmRequest[] Models() =>
    [
        new LlmRequest { Prompt = "a", Model = "gtp-4o" }, // TT3001
        new LlmRequest { Prompt = "a", Model = "claude-3-opus-20240229" }, // TT3002
        new LlmRequest { Prompt = "a", Model = "search_api" }, // TT3003
        new LlmRequest { Prompt = "a", Model = "claude-3-7-sonnet-latest" }, // TT3004
    ];
}
