using TokenTracking.Providers;
using TokenTracking.Providers.Http;

namespace TokenTracking.Tests.Providers;

public sealed class ProviderEnvironmentTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData(" ", "http://127.0.0.1:11434/")]
    [InlineData("gpu-box", "http://gpu-box:11434/")]
    [InlineData("gpu-box:8080", "http://gpu-box:8080/")]
    [InlineData(":8080", "http://127.0.0.1:8080/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("https://gpu-box/ollama", "https://gpu-box/ollama/")]
    public void Ollamas_host_is_read_as_Ollama_reads_it(string? value, string expected)
        => Assert.Equal(expected, Of(("OLLAMA_HOST", value)).OllamaUrl.AbsoluteUri);

    [Theory]
    [InlineData("ANTHROPIC_BASE_URL")]
    [InlineData("OPENAI_BASE_URL")]
    [InlineData("OLLAMA_HOST")]
    public void An_address_that_is_none_is_said_to_be_so(string name)
    {
        var environment = Of((name, "ftp://somewhere"), ("ANTHROPIC_API_KEY", "a"), ("OPENAI_API_KEY", "b"));

        var failure = Assert.Throws<LlmProviderException>(() => LlmAbstraction.OfEnvironment(environment));

        Assert.Equal($"{name} is not an http or https address. Correct or unset it.", failure.Message);
    }

    [Fact]
    public void Providers_come_from_what_is_set()
    {
        Assert.Equal(["ollama"], Names());
        Assert.Equal(["anthropic", "ollama"], Names(("ANTHROPIC_API_KEY", "a")));
        Assert.Equal(["openai", "ollama"], Names(("OPENAI_API_KEY", "b")));
        Assert.Equal(["anthropic", "openai", "ollama"], Names(("ANTHROPIC_API_KEY", "a"), ("OPENAI_API_KEY", "b"), ("OLLAMA_HOST", "x")));

        static IEnumerable<string> Names(params (string, string?)[] set) => LlmAbstraction.OfEnvironment(Of(set)).Select(p => p.Name);
    }

    [Fact]
    public async Task The_key_and_the_address_of_the_environment_are_used()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["anthropic"].Plain));
        var environment = Of(("ANTHROPIC_API_KEY", " from-environment\n"), ("ANTHROPIC_BASE_URL", server.Url.AbsoluteUri));

        await LlmAbstraction.OfEnvironment(environment)[0].CompleteAsync(new LlmRequest { Prompt = "Hi" });

        Assert.Equal("from-environment", server.Request.Headers["x-api-key"]);
    }

    [Fact]
    public async Task A_missing_key_is_said_before_anything_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("{}"));
        var provider = new OpenAIProvider(new OpenAIOptions { BaseUrl = server.Url }, null, null, Of());

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CompleteAsync(new LlmRequest { Prompt = "Hi" }));

        Assert.Equal("openai needs an API key. Set OPENAI_API_KEY or OpenAIOptions.ApiKey.", failure.Message);
        Assert.Empty(server.Requests);
    }

    private static ProviderEnvironment Of(params (string Name, string? Value)[] set)
        => new(name => set.FirstOrDefault(one => one.Name == name).Value);
}
