using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1004.AbandonedStreamAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class AbandonedStreamAnalyzerTests
{
    [Theory]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { Console.Write(u.Text); if (u.StopReason is not null) [|break;|] }")]
    [InlineData("await foreach (var u in p.StreamAsync(r).WithCancellation(default)) { if (u.Text.Length > 0) [|return;|] }")]
    [InlineData(
        "await foreach (var u in p.StreamAsync(r).ConfigureAwait(false)) { switch (u.Text) { case \"\": [|return;|] default: break; } }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { foreach (var c in u.Text) { if (c == ' ') break; } [|break;|] }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Text.Length == 0) continue; [|break;|] }")]
    [InlineData(
        "var stop = new CancellationTokenSource(); await foreach (var u in p.StreamAsync(r)) { "
        + "if (stop.Token.IsCancellationRequested) [|break;|] }")]
    [InlineData("var first = await [|p.StreamAsync(r).FirstAsync()|];")]
    [InlineData("await foreach (var u in [|p.StreamAsync(r).Take(3)|]) Console.Write(u.Text);")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Text == \"\") [|goto end;|] } end: ;")]
    [InlineData("await foreach (var text in p.StreamAsync(r).Select(u => u.Text)) { if (text == \"\") [|break;|] }")]
    [InlineData("var length = 0; await foreach (var u in p.StreamAsync(r)) { length += u.Text.Length; if (length > 9) [|break;|] }")]
    [InlineData("var texts = p.StreamAsync(r).Select(u => u.Text); await foreach (var text in texts) { if (text == \"\") [|break;|] }")]
    public Task A_stream_that_is_left_early_is_reported(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("await foreach (var u in p.StreamAsync(r)) Console.Write(u.Text);")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Text.Length == 0) continue; foreach (var c in u.Text) break; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (!u.Usage.IsUnknown) break; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Usage.IsUnknown) continue; Console.Write(u.Text); break; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Usage.IsUnknown) { Console.Write(u.Text); continue; } return; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Completeness == UsageCompleteness.Complete) return; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { var usage = u.Usage; if (usage != default) break; }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { if (u.Text == \"\") throw new InvalidOperationException(); }")]
    [InlineData("await foreach (var u in p.StreamAsync(r)) { string Name() { return u.Text; } Console.Write(Name()); }")]
    [InlineData("await foreach (var u in Numbers()) { if (u > 3) break; }")]
    [InlineData("foreach (var u in new[] { 1, 2 }) break;")]
    [InlineData(
        "long budget = 100; await foreach (var u in p.StreamAsync(r)) { budget -= u.Usage.TotalTokens ?? 0; if (budget <= 0) break; }")]
    [InlineData(
        "long? spent = null; await foreach (var u in p.StreamAsync(r)) { spent = u.Usage.TotalTokens ?? spent; "
        + "if (spent is not null) break; }")]
    [InlineData(
        "async Task First(TokenTracking.Storage.IUsageRecords store) { await foreach (var record in store.ReadAsync(new UsageQuery())) if "
        + "(record.Cost > 1) break; }")]
    [InlineData("var all = await p.StreamAsync(r).ToListAsync();")]
    public Task A_stream_that_is_read_to_its_usage_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Fact]
    public Task A_request_that_does_not_ask_for_usage_is_reported() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using System.Net.Http.Json;

        class C(HttpClient http)
        {
            Task Ask(object[] messages) => http.PostAsJsonAsync(
                "https://llm.example/v1/chat/completions", [|new { model = "m", messages, stream = true }|]);

            const string Url = "https://llm.example/v1/chat/completions";

            Task AskByConstant(object[] messages)
                => http.PostAsJsonAsync(
                    Url, [|new { model = "m", messages, stream = true, stream_options = new { include_usage = false } }|]);

            Task AskByName(object[] messages) => http.PostAsJsonAsync(
                Url, [|new Dictionary<string, object> { ["model"] = "m", ["messages"] = messages, ["stream"] = true }|]);

            Task AskByNameFor(object[] messages) => http.PostAsJsonAsync(
                Url, new Dictionary<string, object>
                    { ["model"] = "m", ["messages"] = messages, ["stream"] = true, ["stream_options"] = new { include_usage = true } });

            Task AskWhole(object[] messages) => http.PostAsJsonAsync(
                "https://llm.example/v1/chat/completions", new { model = "m", messages, stream = false });

            Task AskUnasked(object[] messages)
                => http.PostAsJsonAsync("https://openrouter.ai/api/v1/chat/completions", new { model = "m", messages, stream = true });

            Task AskFor(object[] messages) => http.PostAsJsonAsync(
                "https://llm.example/v1/chat/completions",
                new { model = "m", messages, stream = true, stream_options = new { include_usage = true } });

            Task AskAnthropic(object[] messages) => http.PostAsJsonAsync(
                "https://llm.example/v1/messages", new { model = "m", messages, stream = true });
        }
        """);

    [Fact]
    public Task A_body_that_is_made_apart_from_its_request_is_reported_where_the_code_shows_that_it_goes_to_OpenAI()
        => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json.Nodes;

        class Sent(HttpClient http)
        {
            private string Url => "https://llm.example/v1/" + "chat/completions";

            Task Ask(object[] messages) => http.PostAsJsonAsync(Url, Body(messages));

            Task AskLater(object[] messages) => http.PostAsJsonAsync(Url, Later(messages));

            Task AskAnthropic(object[] messages) => http.PostAsJsonAsync("https://api.anthropic.com/v1/messages", ForAnthropic(messages));

            private static object Body(object[] messages)
                => [|new Dictionary<string, object> { ["messages"] = messages, ["stream"] = true }|];

            private static object Later(object[] messages)
            {
                var body = [|new Dictionary<string, object> { ["messages"] = messages }|];
                body["stream"] = true;
                return body;
            }

            private static object ForAnthropic(object[] messages) => new { messages, stream = true };
        }

        class Drafts
        {
            public JsonContent Draft(object[] messages) => JsonContent.Create([|new { stream = true, messages }|]);

            public JsonObject Json(JsonArray messages) => [|new JsonObject { ["stream"] = true, ["messages"] = messages }|];

            public object Whole(object[] messages) => new { stream = true, messages, stream_options = new { include_usage = true } };

            public object Later(object[] messages)
            {
                var body = new Dictionary<string, object> { ["messages"] = messages, ["stream"] = true };
                body.Add("stream_options", new { include_usage = true });
                return body;
            }

            public object Camera(string id) => new { id, stream = true };
        }

        class Elsewhere
        {
            public object Unknown(object[] messages) => new { stream = true, messages };
        }

        class Local(HttpClient http)
        {
            public object Body(object[] messages) => new { stream = true, messages };

            public Task Ask(object[] messages) => http.PostAsJsonAsync("http://localhost:11434/api/chat", Body(messages));

            private const string Other = "/v1/chat/completions";
        }
        """);

    [Fact]
    public Task A_body_with_a_model_of_OpenAIs_and_one_in_a_branch_of_its_own_say_whose_they_are() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json.Nodes;

        class Bodies
        {
            private const string Inbox = "https://mail.example.com/v1/messages";

            public HttpContent Ask(object[] messages) => JsonContent.Create([|new { model = "gpt-4o-mini", stream = true, messages }|]);

            public object Whole(object[] messages) => new { model = "gpt-4o-mini", messages };

            public object Open(object[] messages) => new { model = "gpt-oss:20b", stream = true, messages };

            public object Other(object[] messages) => new { model = "claude-sonnet-4-5", stream = true, messages };
        }

        static class Branches
        {
            public static (HttpRequestMessage, JsonObject) Make(string kind, JsonArray messages)
            {
                HttpRequestMessage message;
                JsonObject body;
                switch (kind)
                {
                    case "claude":
                        message = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");
                        body = new JsonObject { ["stream"] = true, ["messages"] = messages };
                        break;
                    default:
                        message = new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/v1/chat/completions");
                        body = [|new JsonObject { ["stream"] = true, ["messages"] = messages }|];
                        break;
                }

                return (message, body);
            }
        }
        """);

    [Fact]
    public Task Events_of_a_session_that_goes_on_are_left_alone() => Verify.VerifyAnalyzerAsync("""
        using TokenTracking;

        class C
        {
            async Task M(Acme.Realtime.Connection connection, Acme.Agents.Beta.Sessions.Events events, Acme.Talk.BidirectionalCall call,
                Acme.Talk.LiveSession live, Acme.Talk.OliveClient client)
            {
                await foreach (var update in connection.ReceiveAsync()) { if (update.Text == "done") break; }
                await foreach (var one in events.ListenAsync().WithCancellation(default)) { if (one.Text == "idle") return; }
                await foreach (var piece in call.ReadAsync()) break;
                await foreach (var text in live.ReadAsync().Select(piece => piece.Text)) { if (text == "") break; }
                var later = live.ReadAsync();
                await foreach (var piece in later) break;
                await foreach (var piece in client.ReadAsync()) [|break;|]
            }
        }

        namespace Acme.Realtime
        {
            public record ServerUpdate(string Text, TokenUsage Usage);
            public class Connection { public IAsyncEnumerable<ServerUpdate> ReceiveAsync() => throw new(); }
        }

        namespace Acme.Agents.Beta.Sessions
        {
            public record SessionEvent(string Text, TokenUsage Usage);
            public class Events { public IAsyncEnumerable<SessionEvent> ListenAsync() => throw new(); }
        }

        namespace Acme.Talk
        {
            public record Piece(string Text, TokenUsage Usage);
            public class BidirectionalCall { public IAsyncEnumerable<Piece> ReadAsync() => throw new(); }
            public class LiveSession { public IAsyncEnumerable<Piece> ReadAsync() => throw new(); }
            public class OliveClient { public IAsyncEnumerable<Piece> ReadAsync() => throw new(); }
        }
        """);

    [Theory]
    [InlineData("C(HttpClient http) { _http = http; http.BaseAddress = new Uri(\"https://openrouter.ai/api/v1/\"); }", false)]
    [InlineData(
        "static Uri Base => new(\"https://api.mistral.ai/v1/\"); C(HttpClient http) { _http = http; http.BaseAddress = Base; }", false)]
    [InlineData(
        "C(HttpClient http, string url = \"https://api.groq.com/openai/v1/\") { _http = http; http.BaseAddress = new Uri(url); }", false)]
    [InlineData("C() { _http = new HttpClient { BaseAddress = new Uri(\"https://api.perplexity.ai\") }; }", false)]
    [InlineData("public string Host { get; set; } = \"https://openrouter.ai/api/v1/\"; C(HttpClient http) => _http = http;", false)]
    [InlineData("C(HttpClient http) { _http = http; http.BaseAddress = new Uri(\"https://api.openai.com/v1/\"); }", true)]
    [InlineData("C(HttpClient http) { _http = http; }", true)]
    public Task The_host_may_stand_in_a_constructor_or_a_property(string members, bool isReported) => Verify.VerifyAnalyzerAsync($$"""
        using System.Net.Http;
        using System.Net.Http.Json;

        class C
        {
            private readonly HttpClient _http;

            {{members}}

            Task Ask(object[] messages) => _http.PostAsJsonAsync(
                "chat/completions", {{(isReported ? "[|" : "")}}new { model = "m", messages, stream = true }{{(isReported ? "|]" : "")}});
        }
        """);

    private static string Source(string statement) => $$"""
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            async Task M(ILlmProvider p, LlmRequest r) { {{statement}} await Task.Yield(); }

            static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
        }
        """;
}
