using TokenTracking.Http;

namespace TokenTracking.Tests.Http;

/// <summary>Which requests cost something, by their URL.</summary>
public sealed class LlmEndpointTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1/audio/speech")]
    [InlineData("https://api.openai.com/v1/audio/translations")]
    [InlineData("https://api.openai.com/v1/images/edits")]
    [InlineData("https://contoso.openai.azure.com/openai/deployments/d/images/edits?api-version=1")]
    public void Media_cost_whether_or_not_their_answer_states_usage(string url)
        => Assert.Equal("generate_content", LlmEndpoint.Of(HttpMethod.Post, new Uri(url))?.Operation);

    [Theory]
    [InlineData("https://api.openai.com/v1/moderations")]
    [InlineData("https://api.openai.com/v1/realtime/client_secrets")]
    [InlineData("https://api.openai.com/v1/audio/voices")]
    [InlineData("https://api.openai.com/v1/files")]
    public void What_costs_nothing_is_no_endpoint(string url) => Assert.Null(LlmEndpoint.Of(HttpMethod.Post, new Uri(url)));
}
