using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ProjectPlanner.StandIn;

/// <summary><c>POST /v1/messages</c>, plain and streaming, with prompt cache and rate limit.</summary>
internal sealed class AnthropicApi
{
    private readonly PromptCache _cache = new();
    private int _requests;

    public async Task AnswerAsync(HttpContext context)
    {
        // The fourth request and every 25th after it comes too soon.
        if (Interlocked.Increment(ref _requests) % 25 == 4)
        {
            context.Response.Headers.RetryAfter = "20";
            await Wire.JsonAsync(context, new JsonObject
            {
                ["type"] = "error",
                ["error"] = new JsonObject
                    { ["type"] = "rate_limit_error", ["message"] = "Number of requests has exceeded your per-minute rate limit." },
            }, StatusCodes.Status429TooManyRequests);
            return;
        }

        var request = await Wire.ReadAsync(context);
        var system = request["system"]?[0];
        var systemText = (string?)system?["text"];
        var prompt = (string)request["messages"]![0]!["content"]!;
        var text = Author.Answer(systemText, prompt);
        var message = new JsonObject
        {
            ["id"] = $"msg_standin_{_requests:D4}", ["type"] = "message", ["role"] = "assistant",
            ["model"] = Wire.Dated((string)request["model"]!), ["content"] = new JsonArray(), ["stop_reason"] = null,
            ["stop_sequence"] = null,
            ["usage"] = InputUsage(systemText, cached: system?["cache_control"] is not null, prompt),
        };
        if ((bool?)request["stream"] == true)
        {
            await StreamAsync(context, message, text);
            return;
        }

        message["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text });
        message["stop_reason"] = "end_turn";
        message["usage"]!["output_tokens"] = TokenCount.Of(text);
        await Wire.JsonAsync(context, message);
    }

    private JsonObject InputUsage(string? system, bool cached, string prompt)
    {
        var systemTokens = TokenCount.Of(system);
        var hit = cached && _cache.Hit(system!);
        var written = cached && !hit ? systemTokens : 0;
        return new JsonObject
        {
            ["input_tokens"] = TokenCount.Of(prompt) + (cached ? 0 : systemTokens),
            ["cache_creation_input_tokens"] = written,
            ["cache_read_input_tokens"] = hit ? systemTokens : 0,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = written, ["ephemeral_1h_input_tokens"] = 0 },
            ["output_tokens"] = 1,
            ["service_tier"] = "standard",
        };
    }

    private static async Task StreamAsync(HttpContext context, JsonObject message, string text)
    {
        await SendAsync(new JsonObject { ["type"] = "message_start", ["message"] = message });
        await SendAsync(new JsonObject
        {
            ["type"] = "content_block_start", ["index"] = 0, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" },
        });
        foreach (var piece in Wire.Pieces(text))
        {
            await SendAsync(new JsonObject
            {
                ["type"] = "content_block_delta", ["index"] = 0, ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = piece },
            });
        }

        await SendAsync(new JsonObject { ["type"] = "content_block_stop", ["index"] = 0 });
        await SendAsync(new JsonObject
        {
            ["type"] = "message_delta", ["delta"] = new JsonObject { ["stop_reason"] = "end_turn", ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = TokenCount.Of(text) },
        });
        await SendAsync(new JsonObject { ["type"] = "message_stop" });

        Task SendAsync(JsonObject item) => Wire.EventAsync(context, item.ToJsonString(), (string?)item["type"]);
    }
}
