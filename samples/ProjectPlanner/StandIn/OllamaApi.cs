using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ProjectPlanner.StandIn;

/// <summary><c>POST /api/chat</c> and <c>POST /api/generate</c>, whole or a line at a time.</summary>
internal sealed class OllamaApi
{
    private int _generated;

    public static async Task ChatAsync(HttpContext context)
    {
        var request = await Wire.ReadAsync(context);
        var messages = request["messages"]!.AsArray();
        var system = (string?)messages.FirstOrDefault(message => (string?)message!["role"] == "system")?["content"];
        var prompt = (string)messages[^1]!["content"]!;
        await AnswerAsync(
            context, request, system, prompt, withCounts: true,
            static text => ("message", new JsonObject { ["role"] = "assistant", ["content"] = text }));
    }

    public async Task GenerateAsync(HttpContext context)
    {
        var request = await Wire.ReadAsync(context);
        // Not every server counts every answer. This one leaves the counts out of its first.
        await AnswerAsync(
            context, request, (string?)request["system"], (string)request["prompt"]!, withCounts: Interlocked.Increment(ref _generated) > 1,
            static text => ("response", text));
    }

    private static async Task AnswerAsync(
        HttpContext context, JsonNode request, string? system, string prompt, bool withCounts,
        Func<string, (string Name, JsonNode Value)> content)
    {
        var text = Author.Answer(system, prompt);
        // Ollama streams unless it is told not to.
        var pieces = (bool?)request["stream"] == false ? [text] : Wire.Pieces(text).Append("").ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            var (name, value) = content(pieces[i]);
            var line = new JsonObject { ["model"] = (string?)request["model"], [name] = value, ["done"] = i == pieces.Length - 1 };
            if (i == pieces.Length - 1)
            {
                line["done_reason"] = "stop";
                if (withCounts)
                {
                    line["prompt_eval_count"] = TokenCount.Of(system) + TokenCount.Of(prompt);
                    line["eval_count"] = TokenCount.Of(text);
                }
            }

            await Wire.LineAsync(context, line.ToJsonString());
        }
    }
}
