using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ProjectPlanner.StandIn;

/// <summary><c>POST /v1/chat/completions</c>, plain and streaming. System prompts are cached without being asked for; a quarter of the
/// visible answer is spent on reasoning besides.</summary>
internal sealed class OpenAIApi
{
    private readonly PromptCache _cache = new();
    private int _requests;

    public async Task AnswerAsync(HttpContext context)
    {
        var request = await Wire.ReadAsync(context);
        var messages = request["messages"]!.AsArray();
        var system = (string?)messages.FirstOrDefault(message => (string?)message!["role"] == "system")?["content"];
        var prompt = (string)messages[^1]!["content"]!;
        var text = Author.Answer(system, prompt);
        var model = Wire.Dated((string)request["model"]!);
        var id = $"chatcmpl-standin-{Interlocked.Increment(ref _requests):D4}";
        var usage = Usage(system, prompt, text);
        if ((bool?)request["stream"] == true)
        {
            await StreamAsync(context, id, model, text, (bool?)request["stream_options"]?["include_usage"] == true ? usage : null);
            return;
        }

        await Wire.JsonAsync(context, new JsonObject
        {
            ["id"] = id, ["object"] = "chat.completion", ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text }, ["finish_reason"] = "stop",
            }),
            ["usage"] = usage, ["service_tier"] = "default",
        });
    }

    private JsonObject Usage(string? system, string prompt, string text)
    {
        var input = TokenCount.Of(system) + TokenCount.Of(prompt);
        var reasoning = TokenCount.Of(text) / 4;
        var output = TokenCount.Of(text) + reasoning;
        return new JsonObject
        {
            ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output,
            ["prompt_tokens_details"] = new JsonObject
                { ["cached_tokens"] = system is not null && _cache.Hit(system) ? TokenCount.Of(system) : 0 },
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning },
        };
    }

    private static async Task StreamAsync(HttpContext context, string id, string model, string text, JsonObject? usage)
    {
        foreach (var piece in Wire.Pieces(text))
            await SendAsync(new JsonArray(Choice(new JsonObject { ["content"] = piece }, null)), null);
        await SendAsync(new JsonArray(Choice([], "stop")), null);
        if (usage is not null)
            await SendAsync([], usage);
        await Wire.EventAsync(context, "[DONE]");

        Task SendAsync(JsonArray choices, JsonObject? counts) => Wire.EventAsync(context, new JsonObject
        {
            ["id"] = id, ["object"] = "chat.completion.chunk", ["model"] = model, ["choices"] = choices, ["usage"] = counts,
        }.ToJsonString());

        static JsonObject Choice(JsonObject delta, string? finish)
            => new() { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish };
    }
}
