using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Explain;
using TokenTracking.Cli.Input;

namespace TokenTracking.Cli.Tests.Explain;

public sealed class RecordedResponseTests
{
    [Fact]
    public void A_line_gives_its_fields_and_what_is_not_known_is_ignored()
    {
        var response = Read(
            """
            {"id":"r1","provider":"openai","endpoint":"/v1/chat/completions","stream":false,"status":200,"content_type":"application/json",
             "response_encoding":null,"request_model":"gpt-4o","response_body":"{\"é\":1}","tags":["x"],"expected":{}}
            """);

        Assert.Equal(
            ("r1", "openai", "/v1/chat/completions", "gpt-4o", "application/json", 200, "{\"é\":1}"),
            (response.Id, response.Provider, response.Endpoint, response.RequestModel, response.ContentType, response.Status,
                BodyOf(response)));
    }

    [Theory]
    [InlineData("""{"response_body":null}""", "")]
    [InlineData("""{"response_body":""}""", "")]
    [InlineData("""{"response_body":{"usage":{"total_tokens":3}}}""", """{"usage":{"total_tokens":3}}""")]
    [InlineData("""{"response_body":"AGFi","response_encoding":"base64"}""", "\0ab")]
    [InlineData("""{"response_body":"abc","response_encoding":"UTF-8"}""", "abc")]
    public void A_body_is_its_text_its_bytes_or_nothing(string line, string body) => Assert.Equal(body, BodyOf(Read(line)));

    [Theory]
    [InlineData("""{}""", "There is no 'response_body'.")]
    [InlineData(
        """{"response_body":"#","response_encoding":"base64"}""",
        "'response_body' is not base64, although 'response_encoding' is 'base64'.")]
    [InlineData("""{"response_body":"x","response_encoding":"gzip"}""",
        "'response_encoding' is 'gzip'. It must be null (for text) or 'base64' (for bytes).")]
    [InlineData("""{"response_body":"x","status":"ok"}""", "'status' is not a whole number.")]
    [InlineData("""{"response_body":"x","status":200.5}""", "'status' is not a whole number.")]
    [InlineData("""{"response_body":"x","status":99999999999}""", "'status' is 99999999999, which is not an HTTP status (100 to 599).")]
    [InlineData("""{"response_body":"x","provider":["a"]}""", "'provider' is not a string.")]
    public void A_line_that_cannot_be_read_says_which_field_and_why(string line, string reason)
        => Assert.Equal(reason, Assert.Throws<BadLineException>(() => Read(line)).Message);

    private static RecordedResponse Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        return RecordedResponse.Of(document.RootElement);
    }

    private static string BodyOf(RecordedResponse response)
    {
        using var reader = new StreamReader(response.Body, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
