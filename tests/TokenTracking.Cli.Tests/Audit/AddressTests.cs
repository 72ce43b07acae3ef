using TokenTracking.Cli.Audit;

namespace TokenTracking.Cli.Tests.Audit;

public class AddressTests
{
    [Theory]
    [InlineData("https://u:p@api.openai.com/v1/chat/completions?key=k#f", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://key@host", "https://host")]
    [InlineData("/v1/models/gemini:generateContent?key=AIza", "/v1/models/gemini:generateContent")]
    [InlineData("https://host/a@b/chat/completions", "https://host/a@b/chat/completions")]
    [InlineData("ChatClient.CompleteChatAsync", "ChatClient.CompleteChatAsync")]
    public void No_query_and_no_user_is_kept(string call, string expected) => Assert.Equal(expected, Address.WithoutSecrets(call));
}
