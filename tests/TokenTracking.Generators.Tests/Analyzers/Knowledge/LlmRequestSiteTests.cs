using TokenTracking.Generators.Analyzers.Knowledge.Requests;

namespace TokenTracking.Generators.Tests.Analyzers.Knowledge;

public class LlmRequestSiteTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.example.com/v1/models/g:generateContent?key=secret", "https://api.example.com/v1/models/g:generateContent")]
    [InlineData("https://user:secret@llm.example.com/v1/chat/completions", "https://llm.example.com/v1/chat/completions")]
    [InlineData("https://us@er:secret@llm.example.com/v1?x=1", "https://llm.example.com/v1")]
    [InlineData("https://secret@llm.example.com?key=a/b@c", "https://llm.example.com")]
    [InlineData("user:secret@llm.example.com/v1/messages", "llm.example.com/v1/messages")]
    [InlineData("…/v1/chat/completions…&key=secret", "…/v1/chat/completions…")]
    [InlineData("/v1/chat/completions#secret", "/v1/chat/completions")]
    [InlineData("https://api.example.com/openai/deployments/a@b/chat", "https://api.example.com/openai/deployments/a@b/chat")]
    [InlineData("?key=secret", "")]
    [InlineData("", "")]
    public void An_address_is_shown_without_query_fragment_and_user(string address, string shown)
        => Assert.Equal(shown, new LlmRequestSite(address, null!).Endpoint);
}
