using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Knowledge;

/// <summary>A project uses the handler if its code uses the type. The word alone changes nothing.</summary>
public class TrackingHandlersTests
{
    /// <summary>Code that contains the word and uses no handler.</summary>
    public static TheoryData<string> Words { get; } =
    [
        "// TokenTrackingHandler",
        "/* new TokenTracking.TokenTrackingHandler(tracker) */",
        "/// <summary>Never under a <see cref=\"TokenTracking.TokenTrackingHandler\"/>.</summary>\nclass Documented;",
        "class Text { const string Name = \"TokenTrackingHandler\"; }",
        "class NoTokenTrackingHandlerYet;",
        "class Methods { void TokenTrackingHandler() { } void Use() => TokenTrackingHandler(); }",
        "class Named { string Name => nameof(TokenTracking.TokenTrackingHandler); }",
        "class Tested { bool Is(object handler) => handler is TokenTracking.TokenTrackingHandler; }",
        "class Matched { bool Is(object handler) => handler is TokenTracking.TokenTrackingHandler { InnerHandler: null }; }",
        "class Switched { int Is(object handler) => handler switch { TokenTracking.TokenTrackingHandler => 1, _ => 0 }; }",
        "namespace Own { class TokenTrackingHandler : System.Net.Http.DelegatingHandler; class User { object Make() => new "
            + "TokenTrackingHandler(); } }",
        "// services.AddTokenTracking(tracking => tracking.TrackHttpClients())",
        "class OwnBuilder { void TrackHttpClients() { } void Use() => TrackHttpClients(); }",
        "class NamedOnly { string Name => nameof(TokenTracking.TokenTrackingBuilder.TrackHttpClients); }",
        "#if NEVER\nclass Off { object Make() => new TokenTracking.TokenTrackingHandler(null!); }\n#endif",
    ];

    /// <summary>Code that uses the handler, in whatever form.</summary>
    public static TheoryData<string> Uses { get; } =
    [
        "class Made { object Make(TokenTracking.ITokenTracker t) => new TokenTracking.TokenTrackingHandler(t); }",
        "class Made { TokenTracking.TokenTrackingHandler Make(TokenTracking.ITokenTracker t) => new(t); }",
        "class Injected(TokenTracking.TokenTrackingHandler handler) { System.Net.Http.HttpClient Client { get; } = new(handler); }",
        "class Nullable(TokenTracking.TokenTrackingHandler? handler) { object? Handler { get; } = handler; }",
        "class Global { object Make(TokenTracking.ITokenTracker t) => new global::TokenTracking.TokenTrackingHandler(t); }",
        "class Resolved { object Make(System.IServiceProvider p) => "
            + "Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions"
            + ".GetRequiredService<TokenTracking.TokenTrackingHandler>(p); }",
        "class UnderClients { void Add(TokenTracking.TokenTrackingBuilder tracking) => tracking.TrackHttpClients(); }",
        "class UnderSome { void Add(TokenTracking.TokenTrackingBuilder? tracking) => tracking?.TrackHttpClients(); }",
        "class Registered { System.Type Type => typeof(TokenTracking.TokenTrackingHandler); }",
        "namespace Aliased { using Handler = TokenTracking.TokenTrackingHandler; class Made { object "
            + "Make(TokenTracking.ITokenTracker t) => new Handler(t); } }",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public Task The_word_does_not_hide_an_SDK_call(string code) => SdkCallAsync("await [|chat.CompleteChatAsync(\"hi\")|];", code);

    [Theory]
    [MemberData(nameof(Words))]
    public Task The_word_does_not_hide_a_request(string code)
        => RequestAsync("[|http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null)|]", code);

    [Theory]
    [MemberData(nameof(Words))]
    public Task The_word_does_not_hide_lost_usage(string code)
        => LostUsageAsync("[|provider.CompleteAsync(new LlmRequest { Prompt = \"hi\" })|]", code);

    [Theory]
    [MemberData(nameof(Uses))]
    public Task The_handler_may_be_under_any_SDK_client(string code) => SdkCallAsync("await chat.CompleteChatAsync(\"hi\");", code);

    [Theory]
    [MemberData(nameof(Uses))]
    public Task The_handler_may_be_under_any_HttpClient(string code)
        => RequestAsync("http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null)", code);

    [Theory]
    [MemberData(nameof(Uses))]
    public Task The_handler_may_be_under_any_provider(string code)
        => LostUsageAsync("provider.CompleteAsync(new LlmRequest { Prompt = \"hi\" })", code);

    [Fact]
    public Task A_global_alias_in_another_file_names_the_handler() => SdkCallAsync(
        "await chat.CompleteChatAsync(\"hi\");",
        "class Made { object Make(TokenTracking.ITokenTracker t) => new Handler(t); }",
        "global using Handler = TokenTracking.TokenTrackingHandler;");

    [Fact]
    public Task An_alias_that_nothing_uses_changes_nothing() => SdkCallAsync(
        "await [|chat.CompleteChatAsync(\"hi\")|];", "class Empty;", "global using Handler = TokenTracking.TokenTrackingHandler;");

    [Theory]
    [InlineData("readonly ChatClient _chat = new(\"gpt-5\", \"key\"); Task Ask() => [|_chat.CompleteChatAsync(\"hi\")|];")]
    [InlineData(
        "readonly ChatClient _chat; public C(string key) => _chat = new(\"gpt-5\", key); Task Ask() => "
            + "[|_chat.CompleteChatAsync(\"hi\")|];")]
    [InlineData(
        "Task Ask(bool is5, string key) { var chat = is5 ? new ChatClient(\"gpt-5\", key) : new(\"o3\", key); return "
            + "[|chat.CompleteChatAsync(\"hi\")|]; }")]
    [InlineData(
        "Task Ask(string key) => [|new ChatClient(\"m\", new ApiKeyCredential(key), new() { Endpoint = new Uri(\"https://x\") "
            + "}).CompleteChatAsync(\"hi\")|];")]
    [InlineData(
        "Task Ask(string key) => [|new ChatClient(\"m\", new ApiKeyCredential(key), new() { Transport = new "
            + "HttpClientPipelineTransport(new HttpClient()) })"
        + ".CompleteChatAsync(\"hi\")|];")]
    [InlineData(
        "Task Ask(string key) { var http = new HttpClient(new SocketsHttpHandler()); var chat = new ChatClient(\"m\", new "
            + "ApiKeyCredential(key), new() "
        + "{ Transport = new HttpClientPipelineTransport(http) }); return [|chat.CompleteChatAsync(\"hi\")|]; }")]
    [InlineData(
        "Task Ask(string key) { var options = new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://x\") }; "
        + "return [|new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\")|]; }")]
    [InlineData(
        "Task Ask(string key) { var options = new OpenAI.OpenAIClientOptions(); options.Endpoint = new Uri(\"https://x\"); "
        + "Func<Task> ask = () => [|new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\")|]; "
        + "return ask(); }")]
    [InlineData(
        "Task Ask(string key) { var options = new OpenAI.OpenAIClientOptions(); "
        + "options.Transport = new HttpClientPipelineTransport(new HttpClient()); "
        + "return [|new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\")|]; }")]
    public Task A_client_that_is_made_without_the_handler_is_reported_even_if_others_have_it(string members) => ClientAsync(members);

    [Theory]
    [InlineData(
        "Task Ask(string key, HttpClient http) => new ChatClient(\"m\", new ApiKeyCredential(key), new() { Transport = new "
            + "HttpClientPipelineTransport(http) })"
        + ".CompleteChatAsync(\"hi\");")]
    [InlineData(
        "Task Ask(string key, TokenTracking.ITokenTracker t) => new ChatClient(\"m\", new ApiKeyCredential(key), new() { Transport = new "
            + "HttpClientPipelineTransport("
        + "new HttpClient(new TokenTracking.TokenTrackingHandler(t, new HttpClientHandler()))) }).CompleteChatAsync(\"hi\");")]
    [InlineData(
        "Task Ask(string key, PipelineTransport transport) { var options = new OpenAI.OpenAIClientOptions(); options.Transport "
            + "= transport; "
        + "return new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\"); }")]
    [InlineData(
        "static void Configure(OpenAI.OpenAIClientOptions options) { } "
        + "Task Ask(string key) { var options = new OpenAI.OpenAIClientOptions(); Configure(options); "
        + "return new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\"); }")]
    [InlineData(
        "OpenAI.OpenAIClientOptions? _kept; Task Ask(string key) { var options = new OpenAI.OpenAIClientOptions(); _kept = options; "
        + "return new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\"); }")]
    [InlineData(
        "Task Ask(string key, TokenTracking.ITokenTracker t) { var options = new OpenAI.OpenAIClientOptions(); options.Transport = new "
        + "HttpClientPipelineTransport(new HttpClient(new TokenTracking.TokenTrackingHandler(t, new HttpClientHandler()))); "
        + "return new ChatClient(\"m\", new ApiKeyCredential(key), options).CompleteChatAsync(\"hi\"); }")]
    [InlineData("Task Ask(bool isBare, string key, ChatClient given) { var chat = isBare ? new ChatClient(\"m\", key) : given; "
        + "return chat.CompleteChatAsync(\"hi\"); }")]
    public Task A_client_that_may_be_above_the_handler_is_left_alone(string members) => ClientAsync(members);

    [Theory]
    [InlineData("new ServiceCollection().BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(\"llm\")")]
    [InlineData("new ServiceCollection().AddHttpClient().BuildServiceProvider().GetRequiredService<HttpClient>()")]
    [InlineData("new ServiceCollection().BuildServiceProvider().GetService<HttpClient>()!")]
    [InlineData("new ServiceCollection().BuildServiceProvider().GetRequiredKeyedService<HttpClient>(\"llm\")")]
    [InlineData("new ServiceCollection().BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<Typed>().Http")]
    [InlineData("new Pool().Rent()")]
    [InlineData("new HttpClient(new ServiceCollection().BuildServiceProvider().GetRequiredService<IHttpMessageHandlerFactory>()"
        + ".CreateHandler(\"llm\"))")]
    public Task A_client_of_a_container_or_a_factory_is_left_alone(string client) => FactoryAsync(
        $"Task Ask() {{ var http = {client}; return http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }}");

    [Theory]
    [InlineData("new HttpClient()")]
    [InlineData("Make()")]
    [InlineData("new Lazy<HttpClient>(() => new HttpClient()).Value")]
    public Task A_client_that_is_made_beside_the_factory_is_reported(string client) => FactoryAsync(
        $"static HttpClient Make() => new(); Task Ask() {{ var http = {client}; "
            + "return [|http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null)|]; }");

    private static Task FactoryAsync(string members) => VerifyAsync(
        new AnalyzerTest(new RawHttpCallAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("Microsoft.Extensions.Http")],
        },
        $$"""
        using System.Net.Http;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;

        record Typed(HttpClient Http);

        abstract class Pooled { public abstract HttpClient Rent(); }

        class Pool : Pooled { private readonly Queue<HttpClient> _all = []; public override HttpClient Rent() => _all.Dequeue(); }

        class C
        {
            void Add(IServiceCollection services) => services.AddTokenTracking(tracking => tracking.TrackHttpClients());

            {{members}}
        }
        """,
        []);

    private static Task ClientAsync(string members)
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")],
        };
        return VerifyAsync(
            test,
            $$"""
            using System.ClientModel;
            using System.ClientModel.Primitives;
            using System.Net.Http;
            using OpenAI.Chat;

            class C { {{members}} }
            """,
            ["class Handled(TokenTracking.TokenTrackingHandler handler) { object Client => new System.Net.Http.HttpClient(handler); }"]);
    }

    private static Task SdkCallAsync(string statement, params string[] others) => VerifyAsync(
        new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")],
        },
        $$"""
        class Caller
        {
            async Task Ask(OpenAI.Chat.ChatClient chat)
            {
                {{statement}}
            }
        }
        """,
        others);

    private static Task RequestAsync(string request, params string[] others) => VerifyAsync(
        new AnalyzerTest(new RawHttpCallAnalyzer()),
        $"class Caller {{ Task Ask(System.Net.Http.HttpClient http) => {request}; }}",
        others);

    private static Task LostUsageAsync(string call, params string[] others) => VerifyAsync(
        new AnalyzerTest(new DiscardedUsageAnalyzer()),
        $$"""
        using TokenTracking.Providers;

        class Caller
        {
            async Task Ask(OpenAIProvider provider)
            {
                await {{call}};
            }
        }
        """,
        others);

    private static Task VerifyAsync(AnalyzerTest test, string caller, string[] others)
    {
        test.Sources.Add("Caller.cs", caller);
        for (var i = 0; i < others.Length; i++)
            test.Sources.Add($"Other{i}.cs", others[i]);
        return test.RunAsync();
    }
}
