using System.Text;
using TokenTracking.Testing;
using TokenTracking.Tests.Providers;
using static TokenTracking.Tests.Http.Endpoints.Answers;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Files of results of batches: one record for each billed line, at the price of batches,
/// however often they are downloaded.</summary>
public sealed class BatchResultTests(ProviderHostServer server) : IClassFixture<ProviderHostServer>
{
    private readonly RecordingTracker _tracker = new();

    public static TheoryData<string, string, string, string> Files => new()
    {
        {
            "http://api.openai.com/v1/files/{0}/content", "openai", "gpt-4o-mini",
            """{"id":"batch_req_1","custom_id":"a","response":{"status_code":200,"request_id":"r","body":ANSWER},"error":null}"""
        },
        {
            "http://contoso.openai.azure.com/openai/files/{0}/content?api-version=1", "azure.ai.openai", "gpt-4o",
            """{"custom_id":"{\"body\":{","response":{"body":ANSWER,"request_id":"r","status_code":200},"error":null}"""
        },
        {
            "http://api.groq.com/openai/v1/files/{0}/content", "groq", "llama-3.1-8b-instant",
            """{"id":"b","custom_id":"a","response":{"x":[{"body":{"usage":1}}],"status_code":200,"body":ANSWER}}"""
        },
        { "http://api.mistral.ai/v1/files/{0}/content", "mistral_ai", "mistral-small",
            """{"response":{"status_code":200,"body":ANSWER}}""" },
        {
            "http://api.anthropic.com/v1/messages/batches/{0}/results", "anthropic", "claude-opus-4-6",
            """{"custom_id":"a","result":{"type":"succeeded","message":ANSWER}}"""
        },
        {
            "http://generativelanguage.googleapis.com/download/v1beta/files/batch-{0}:download?alt=media", "gcp.gemini", "gemini-2.5-flash",
            """{"key":"a","response":ANSWER}"""
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_billed_line_is_one_record_in_any_number_of_downloads(string url, string provider, string model, string line)
    {
        url = string.Format(null, url, Guid.NewGuid().ToString("N"));
        string[] answers = [Answer(provider, model, 5), Answer(provider, model, 6)];
        var file = string.Join('\n', answers.Select(answer => line.Replace("ANSWER", answer, StringComparison.Ordinal))
            .Append(line.Replace("ANSWER", """{"error":{"message":"usage"}}""", StringComparison.Ordinal))
            .Append("""{"custom_id":"x","result":{"type":"expired"},"response":null,"error":{"code":"batch_expired"}}"""));

        await DownloadAsync(url, file);
        await DownloadAsync(url, file);

        Assert.Equal(
            [(provider, model, 5L, "batch"), (provider, model, 6L, "batch")],
            _tracker.Records.Select(static record => (record.Provider, record.Model, record.Usage.OutputTokens, record.ServiceTier)));
        Assert.All(_tracker.Records, static record => Assert.Equal(
            (UsageCompleteness.Complete, CallOutcome.Succeeded, 100L), (record.Completeness, record.Outcome, record.Usage.InputTokens)));
    }

    [Fact]
    public async Task A_file_of_more_lines_than_ids_are_remembered_is_recorded_once()
    {
        var url = $"http://api.openai.com/v1/files/{Guid.NewGuid():N}/content";
        var file = string.Concat(Enumerable.Range(0, 40_000).Select(
            static i => Line(Chat("gpt-5", i + 1, 1))));

        await DownloadAsync(url, file);
        await DownloadAsync(url, file);

        Assert.Equal(40_000, _tracker.Records.Count);
    }

    [Fact]
    public async Task A_download_that_is_left_counts_its_whole_lines_and_the_next_one_the_others()
    {
        var url = $"http://api.openai.com/v1/files/{Guid.NewGuid():N}/content";
        string[] lines = [.. Enumerable.Range(1,
            3).Select(static i => Line(Chat("gpt-5", i, i)))];
        using (var http = new HttpClient(new TokenTrackingHandler(_tracker, new Pieces(Encoding.UTF8.GetBytes(lines[0] + lines[1][..80])))))
            await http.GetStringAsync(new Uri(url));

        Assert.Equal([1L], _tracker.Records.Select(static record => record.Usage.InputTokens));
        await DownloadAsync(url, string.Concat(lines));

        Assert.Equal([1L, 2L, 3L], _tracker.Records.Select(static record => record.Usage.InputTokens));
    }

    [Fact]
    public async Task Lines_are_read_wherever_they_are_split()
    {
        var line = """{"custom_id":"a\"response","result":{"type":"succeeded","message":""" + OneLine(Message("claude-opus-4-6", 7,
            8)) + "}}\n";
        for (var size = 1; size < 40; size++)
        {
            var tracker = new RecordingTracker();
            using var http = new HttpClient(new TokenTrackingHandler(tracker, new Pieces(Encoding.UTF8.GetBytes(line), size)));

            Assert.Equal(line, await http.GetStringAsync(new Uri("http://api.anthropic.com/v1/messages/batches/b/results")));

            Assert.Equal((7L, 8L), (tracker.Only.Usage.InputTokens, tracker.Only.Usage.OutputTokens));
        }
    }

    private static string Line(string answer) => $"{{\"response\":{{\"body\":{OneLine(answer)}}}}}\n";

    private static string Answer(string provider, string model, long output) => OneLine(provider switch
    {
        "anthropic" => Message(model, 100, output).Replace("msg_", "msg_" + output, StringComparison.Ordinal),
        "gcp.gemini" => Gemini(model, 100, output).Replace("\"g100\"", $"\"g{output}\"", StringComparison.Ordinal),
        _ => Chat(model, 100, output).Replace("chatcmpl-", "chatcmpl-" + output, StringComparison.Ordinal),
    });

    private async Task DownloadAsync(string url, string file)
    {
        var exchange = new ProviderHostServer.Exchange(200, "application/octet-stream", [], Encoding.UTF8.GetBytes(file));
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, server.CreateHandler()));
        http.DefaultRequestHeaders.Add(ProviderHostServer.ExchangeHeader, server.Expect(exchange));

        Assert.Equal(file, await http.GetStringAsync(new Uri(url)));
    }

    /// <summary>Answers in pieces of one size.</summary>
    private sealed class Pieces(byte[] body, int size = 1000) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new MemoryStream(body), size) });
    }
}
