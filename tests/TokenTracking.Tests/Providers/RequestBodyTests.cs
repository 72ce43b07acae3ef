using System.Text.Json;
using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>What the providers send.</summary>
public sealed class RequestBodyTests
{
    private static readonly LlmRequest Full = new()
    {
        System = "Be brief.", Prompt = "Say \"hello\".", Model = "some-model", MaxOutputTokens = 100, Temperature = 0.5, CacheSystem = true,
    };

    private static readonly LlmRequest Least = new() { Prompt = "Hi" };

    [Theory]
    [InlineData("anthropic",
        """{"model":"some-model","max_tokens":100,"messages":[{"role":"user","content":"Say \"hello\"."}],"system":["""
        + """{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],"temperature":0.5,"stream":false}""",
        """{"model":"claude-haiku-4-5","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"stream":false}""")]
    [InlineData("openai",
        """{"model":"some-model","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say """
        + """\"hello\"."}],"max_completion_tokens":100,"temperature":0.5}""",
        """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("local-openai",
        """{"model":"some-model","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say """
        + """\"hello\"."}],"max_tokens":100,"temperature":0.5}""",
        """{"model":"llama3:8b","messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("ollama-chat",
        """{"model":"some-model","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say """
        + """\"hello\"."}],"stream":false,"options":{"num_predict":100,"temperature":0.5}}""",
        """{"model":"llama3:8b","messages":[{"role":"user","content":"Hi"}],"stream":false}""")]
    [InlineData("ollama-generate",
        """{"model":"some-model","prompt":"Say \"hello\".","system":"Be brief.","stream":false,"options":"""
        + """{"num_predict":100,"temperature":0.5}}""",
        """{"model":"llama3:8b","prompt":"Hi","stream":false}""")]
    public async Task A_request_says_what_was_asked_and_leaves_the_rest_to_the_provider(string name, string full, string least)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Json(flavour.Plain));
        var provider = flavour.Create(server.Url, null);

        await provider.CompleteAsync(Full);
        await provider.CompleteAsync(Least);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(full).RootElement, JsonDocument.Parse(server.Requests[0].Body).RootElement),
            server.Requests[0].Body);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(least).RootElement, JsonDocument.Parse(server.Requests[1].Body).RootElement),
            server.Requests[1].Body);
    }

    [Fact]
    public async Task Anthropic_gets_its_version_and_a_cache_of_an_hour_where_that_is_asked_for()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["anthropic"].Plain));
        var provider = new AnthropicProvider(new AnthropicOptions { ApiKey = "k", BaseUrl = server.Url, CacheForOneHour = true });

        await provider.CompleteAsync(Full);

        Assert.Equal("2023-06-01", server.Request.Headers["anthropic-version"]);
        Assert.Equal("k", server.Request.Headers["x-api-key"]);
        Assert.Contains("\"ttl\":\"1h\"", server.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_the_callers_own_is_used()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Team", "planning");
        var provider = new OpenAIProvider(new OpenAIOptions { ApiKey = "k", BaseUrl = server.Url, ProviderName = "groq" }, client);

        var result = await provider.CompleteAsync(Full);

        Assert.Equal("planning", server.Request.Headers["X-Team"]);
        Assert.Equal("/chat/completions", server.Request.Path);
        Assert.Equal("groq", result.Provider);
    }

    [Fact]
    public void Options_never_show_their_key()
    {
        Assert.DoesNotContain("secret", new AnthropicOptions { ApiKey = "secret" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new OpenAIOptions { ApiKey = "secret" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new LocalLlmOptions { ApiKey = "secret" }.ToString(), StringComparison.Ordinal);
    }
}
