using System.Text;
using TokenTracking.Http;
using TokenTracking.Testing;
using TokenTracking.Tests.Providers;

namespace TokenTracking.Tests.Http;

/// <summary>The handler reads the requested model from the request, on its way and without a change.</summary>
public sealed class RequestModelTests
{
    private const string Image = """
        {"created":1,"data":[{"b64_json":"aGk="}],"usage":{"input_tokens":7,"output_tokens":9,"total_tokens":16}}
        """;

    private readonly RecordingTracker _tracker = new();

    [Theory]
    [InlineData("""{"model":"gpt-image-1","prompt":"hello"}""", "gpt-image-1")]
    [InlineData(""" { "prompt" : "say \"model\":\"no\"" , "model" : "gpt-image-1" } """, "gpt-image-1")]
    [InlineData("""{"messages":[{"model":"no","content":["model","no"]},{"role":"user"}],"a":{"model":"no"},"model":"m/x:1"}""", "m/x:1")]
    [InlineData("""{"models":"no","mode":"no","model_id":"no","x":"model","model":"yes"}""", "yes")]
    [InlineData("""{"mod\u0065l":"no","model":"yes"}""", "yes")]
    [InlineData("\uFEFF{\"model\":\"yes\"}", "yes")]
    [InlineData("""{"model":null,"input":"x"}""", null)]
    [InlineData("""{"model":{"id":"no"}}""", null)]
    [InlineData("""{"model":""}""", null)]
    [InlineData("""{"model":"a\nb"}""", null)]
    [InlineData("""[{"model":"no"}]""", null)]
    [InlineData("model=no", null)]
    [InlineData("", null)]
    public void The_model_of_a_JSON_object_is_found_wherever_it_is_split(string body, string? model)
        => AssertFound("application/json", body, model);

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=model\r\n\r\nwhisper-1\r\n--b--", "whisper-1")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"model\"\r\nContent-Type: text/plain\r\n\r\nwhisper-1\r\n--b--", "whisper-1")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=file; filename=model\r\n\r\nno\r\n--b--", null)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"model_id\"\r\n\r\nno\r\n--b--", null)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=file\r\n\r\n name=\r\n name name=\r\n--b\r\n"
        + "Content-Disposition: form-data; name=model\r\n\r\nyes\r\n--b--", "yes")]
    public void The_model_of_a_form_is_found_wherever_it_is_split(string body, string? model)
        => AssertFound("multipart/form-data", body, model);

    [Fact]
    public void A_text_that_is_too_long_for_a_model_is_not_kept()
        => AssertFound("application/json", $$"""{"model":"{{new string('x', 201)}}"}""", null);

    [Fact]
    public async Task An_answer_that_names_no_model_is_recorded_with_the_requested_one()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Image));
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new SocketsHttpHandler()));
        const string body = """{"prompt":"hello","model":"gpt-image-1"}""";
        using var request = Request(server, body);
        var content = request.Content;

        using var response = await http.SendAsync(request);

        Assert.Equal(("gpt-image-1", 7L), (_tracker.Only.Model, _tracker.Only.Usage.InputTokens));
        Assert.Equal(body, server.Request.Body);
        Assert.Same(content, request.Content);
    }

    [Fact]
    public async Task A_request_that_is_repeated_names_its_model_in_each_record()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("{}", 503), Reply.Json(Image));
        using var http = new HttpClient(new Twice(new TokenTrackingHandler(_tracker, new SocketsHttpHandler())));
        using var request = Request(server, """{"model":"gpt-image-1"}""");

        using var response = await http.SendAsync(request);

        Assert.Equal(
            [(CallOutcome.Failed, "gpt-image-1"), (CallOutcome.Succeeded, "gpt-image-1")],
            _tracker.Records.Select(static record => (record.Outcome, record.RequestModel)));
    }

    [Fact]
    public void A_synchronous_request_names_its_model()
    {
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new Refusing()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/v1/images/generations")
        {
            Content = new StringContent("""{"model":"gpt-image-1"}"""),
        };

        using var response = http.Send(request);

        Assert.Equal("gpt-image-1", _tracker.Only.RequestModel);
    }

    [Theory]
    [InlineData(typeof(InvalidDataException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_content_that_throws_fails_the_call_as_it_does_without_the_handler(Type type)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Image), Reply.Json(Image));
        using var bare = new HttpClient(new SocketsHttpHandler());
        using var tracked = new HttpClient(new TokenTrackingHandler(_tracker, new SocketsHttpHandler()));

        var expected = await ThrownAsync(bare, server, type);
        var actual = await ThrownAsync(tracked, server, type);

        Assert.Equal(
            (expected.GetType(), expected.InnerException?.GetType(), expected.Message),
            (actual.GetType(), actual.InnerException?.GetType(), actual.Message));
        Assert.Null(_tracker.Only.RequestModel);
        Assert.True(_tracker.Only.Usage.IsUnknown);
    }

    private static void AssertFound(string mediaType, string body, string? model)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var size = 1; size <= Math.Max(1, bytes.Length); size++)
        {
            var reader = new RequestFacts(mediaType);
            for (var start = 0; start < bytes.Length; start += size)
                reader.Read(bytes.AsSpan(start, Math.Min(size, bytes.Length - start)));
            Assert.Equal(model, reader.Model);
        }
    }

    private static Task<Exception> ThrownAsync(HttpClient http, LoopbackServer server, Type type)
    {
        var request = Request(server, "");
        request.Content = new Broken((Exception)Activator.CreateInstance(type)!);
        return Assert.ThrowsAnyAsync<Exception>(() => http.SendAsync(request));
    }

    private static HttpRequestMessage Request(LoopbackServer server, string body) => new(
        HttpMethod.Post, new Uri(server.Url, "/v1/chat/completions"))
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private sealed class Twice(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Reads the request, and refuses it.</summary>
    private sealed class Refusing : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content!.CopyTo(Stream.Null, null, cancellationToken);
            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("{}") };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(Send(request, cancellationToken));
    }

    private sealed class Broken(Exception exception) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
            => Task.FromException(exception);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
