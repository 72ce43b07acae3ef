using TokenTracking.Generators.Analyzers.Rules.TT4001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT4001.CallSiteCoverageAnalyzer>;

namespace TokenTracking.Generators.Tests.Coverage;

/// <summary>A handler under one client says nothing about another: the figure counts what the registration of each client shows.</summary>
public class FactoryClientTests
{
    private const string Tracked = "1 LLM call sites: 1 tracked, 0 assumed, 0 declined, 0 untracked";
    private const string Assumed = "1 LLM call sites: 0 tracked, 1 assumed, 0 declined, 0 untracked";
    private const string Untracked = "1 LLM call sites: 0 tracked, 0 assumed, 0 declined, 1 untracked";

    private const string Handled = """services.AddHttpClient("handled").AddHttpMessageHandler<TokenTrackingHandler>();""";

    private const string Address = "\"https://api.openai.com/v1/chat/completions\"";

    [Theory]
    [InlineData(Tracked, "handled", Handled)]
    [InlineData(Untracked, "bare", Handled)]
    [InlineData(Untracked, "bare", Handled + "services.AddHttpClient(\"bare\");")]
    [InlineData(Untracked, "", Handled)]
    [InlineData(Tracked, "bare", Handled + "services.AddTokenTracking(tracking => tracking.TrackHttpClients());")]
    [InlineData(
        Tracked, "bare", "services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<TokenTrackingHandler>());")]
    [InlineData(Tracked, "own", "services.AddHttpClient(\"own\").AddOurs();")]
    [InlineData(Tracked, "later", "var later = services.AddHttpClient(\"later\"); later.AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData(Assumed, "some", "foreach (var name in args) services.AddHttpClient(name).AddHttpMessageHandler<TokenTrackingHandler>();")]
    public Task A_named_client_has_what_its_registration_gives_it(string figures, string name, string registrations) => VerifyAsync(
        figures, registrations,
        $"class Caller(IHttpClientFactory factory) {{ Task Ask() => factory.CreateClient(\"{name}\").PostAsync({Address}, null); }}");

    [Theory]
    [InlineData(Tracked, "services.AddHttpClient<Caller>().AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData(Untracked, Handled + "services.AddHttpClient<Caller>();")]
    [InlineData(Tracked, "services.AddHttpClient(\"c\").AddTypedClient<Caller>().AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData(Tracked, "services.AddTokenTracking(tracking => tracking.TrackHttpClients());")]
    [InlineData(Assumed, Handled)]
    public Task A_typed_client_has_what_its_registration_gives_it(string figures, string registrations) => VerifyAsync(
        figures, registrations, $"class Caller(HttpClient http) {{ public Task Ask() => http.PostAsync({Address}, null); }}");

    [Theory]
    [InlineData(Tracked, "new HttpClient(new TokenTrackingHandler(tracker, new HttpClientHandler()))")]
    [InlineData(Untracked, "new HttpClient()")]
    [InlineData(Assumed, "given")]
    public Task A_client_that_is_created_has_the_handler_that_it_is_given(string figures, string client) => VerifyAsync(
        figures, Handled,
        "class Caller(ITokenTracker tracker, HttpClient given) { Task Ask() { GC.KeepAlive(tracker); GC.KeepAlive(given); "
            + $"var http = {client}; return http.PostAsync({Address}, null); }} }}");

    [Theory]
    [InlineData(Untracked, "new OpenAIProvider()")]
    [InlineData(Untracked, "new OpenAIProvider(new OpenAIOptions { ApiKey = \"key\" })")]
    [InlineData(Untracked, "new OpenAIProvider(options)")]
    [InlineData(Untracked, "new OpenAIProvider(options, factory.CreateClient(\"bare\"))")]
    [InlineData(Tracked, "new OpenAIProvider(options, factory.CreateClient(\"handled\"))")]
    public Task A_provider_has_what_its_client_has(string figures, string provider) => VerifyAsync(
        figures, Handled,
        "class Caller(OpenAIOptions options, IHttpClientFactory factory) { Task<LlmResult> Ask(LlmRequest request) { "
            + $"GC.KeepAlive(options); GC.KeepAlive(factory); var llm = {provider}; return llm.CompleteAsync(request); }} }}");

    private static Task VerifyAsync(string figures, string registrations, string caller)
    {
        var test = new AnalyzerTest(new CallSiteCoverageAnalyzer())
        {
            OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
            References = [.. TestedProject.References, .. TestReferences.Named("Microsoft.Extensions.Http")],
        };
        test.Sources.Add("Program.cs", $$"""
            using System.Net.Http;
            using Microsoft.Extensions.DependencyInjection;
            using TokenTracking;
            using TokenTracking.Providers;

            var services = new ServiceCollection();
            {{registrations}}

            {{caller}}

            static class Ours
            {
                public static IHttpClientBuilder AddOurs(this IHttpClientBuilder builder)
                    => builder.AddHttpMessageHandler<TokenTrackingHandler>();
            }
            """);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("TT4001").WithNoLocation().WithMessage(figures));
        return test.RunAsync();
    }
}
