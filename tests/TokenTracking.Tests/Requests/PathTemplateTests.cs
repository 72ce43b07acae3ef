using TokenTracking.Http;

namespace TokenTracking.Tests.Requests;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("/v1/chat/completions", "/v1/chat/completions")]
    [InlineData("/openai/deployments/prod-gpt/chat/completions", "/openai/deployments/*/chat/completions")]
    [InlineData("/v1beta/models/gemini-2.5-pro:generateContent", "/v1beta/models/*:generateContent")]
    [InlineData("/v1/projects/acme/locations/europe-west4/publishers/google/models/gemini:predict",
        "/v1/projects/*/locations/*/publishers/*/models/*:predict")]
    [InlineData("/model/mistral.mistral-7b-instruct-v0%3A2/invoke", "/model/*/invoke")]
    [InlineData("/v1/0a9f8b7c6d5e4f3a2b1c/my-gateway/openai/chat/completions", "/v1/*/my-gateway/openai/chat/completions")]
    [InlineData("/sk-proj-8f7a6b5c4d3e2f1a/v1/messages", "/*/v1/messages")]
    [InlineData("/v1/messages/msg_01AbC", "/v1/messages/*")]
    [InlineData("/v1/threads/thread_abc/runs", "/v1/threads/*/runs")]
    [InlineData("/users/alice/api/chat", "/users/*/api/chat")]
    [InlineData("/bot123456:AAEhBOweik6ad/api/chat", "/*/api/chat")]
    [InlineData("/", "/")]
    [InlineData("/a/b/c/d/e/f/g/h/i/j/k/l/m/n", "/a/b/c/d/e/f/g/h/i/j/k/l/*")]
    public void A_path_is_stored_without_names_and_ids(string path, string template)
        => Assert.Equal(template, PathTemplate.Of(path));
}
