using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ProjectPlanner.StandIn;

/// <summary>Reads requests and writes answers: JSON, server-sent events, lines.</summary>
internal static class Wire
{
    private const int PieceLength = 48;

    public static async Task<JsonNode> ReadAsync(HttpContext context)
        => await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)
            ?? throw new BadHttpRequestException("The body is null.");

    public static async Task JsonAsync(HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    public static Task EventAsync(HttpContext context, string data, string? name = null)
        => SendAsync(context, "text/event-stream", (name is null ? "" : $"event: {name}\n") + $"data: {data}\n\n");

    public static Task LineAsync(HttpContext context, string line) => SendAsync(context, "application/x-ndjson", line + "\n");

    public static IEnumerable<string> Pieces(string text) => text.Chunk(PieceLength).Select(static piece => new string(piece));

    /// <summary>The model as it answers: under the dated name of what was asked for.</summary>
    public static string Dated(string model) => model switch
    {
        "claude-haiku-4-5" => "claude-haiku-4-5-20251001",
        "gpt-5-mini" => "gpt-5-mini-2025-08-07",
        _ => model,
    };

    private static async Task SendAsync(HttpContext context, string contentType, string text)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = contentType;
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
