using Microsoft.CodeAnalysis;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT4001.CallSiteCoverageAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class CallSiteCoverageAnalyzerTests
{
    private const string Usings = """
        using System.Net.Http;
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Fact]
    public Task A_compilation_that_calls_no_LLM_says_so()
        => VerifyAsync("class C { string M() => \"\"; }", "0 LLM call sites: 0 tracked, 0 assumed, 0 declined, 0 untracked");

    [Fact]
    public Task Calls_on_an_interface_are_assumed_where_nothing_wraps_it() => VerifyAsync(
        """
        class C(ILlmProvider llm)
        {
            Task<LlmResult> Ask(LlmRequest r) => llm.CompleteAsync(r);

            async Task Print(LlmRequest r) { await foreach (var u in llm.StreamAsync(r)) Console.Write(u.Text); }

            string Name() => llm.Name;
        }
        """,
        "2 LLM call sites: 0 tracked, 2 assumed, 0 declined, 0 untracked");

    [Theory]
    [InlineData("ILlmProvider Make(ITokenTracker t) => new AcmeProvider().WithTokenTracking(t);")]
    [InlineData("ILlmProvider Make(ITokenTracker t) => LlmFactory.Create(tracker: t);")]
    [InlineData("void Configure(IServiceCollection services) => services.AddSingleton<ILlmProvider, AcmeProvider>().TrackAiProviders();")]
    public Task Calls_on_an_interface_are_tracked_where_something_wraps_it(string wrapping) => VerifyAsync(
        $"class C(ILlmProvider llm) {{ Task<LlmResult> Ask(LlmRequest r) => llm.CompleteAsync(r); {wrapping} }}",
        "1 LLM call sites: 1 tracked, 0 assumed, 0 declined, 0 untracked");

    [Fact]
    public Task A_field_that_holds_a_bare_provider_is_untracked_whatever_is_wrapped_elsewhere() => VerifyAsync(
        """
        class C(ITokenTracker t)
        {
            private readonly ILlmProvider _bare = new LlmAbstraction();
            private readonly ILlmProvider _tracked = LlmFactory.Create(tracker: t);

            Task<LlmResult> Ask(LlmRequest r) => _bare.CompleteAsync(r);

            Task<LlmResult> AskTracked(LlmRequest r) => _tracked.CompleteAsync(r);
        }
        """,
        "2 LLM call sites: 1 tracked, 0 assumed, 0 declined, 1 untracked");

    [Fact]
    public Task Each_state_is_counted() => VerifyAsync(
        """
        class C(AcmeProvider p, ITokenTracker t, HttpClient http, ILlmProvider llm)
        {
            Task<LlmResult> Concrete(LlmRequest r) => p.CompleteAsync(r);

            Task<LlmResult> ByTracker(LlmRequest r) => t.TrackAsync("ask", () => p.CompleteAsync(r), x => x.Usage);

            async Task ByHand(LlmRequest r) { var x = await p.CompleteAsync(r); t.Track("p", x.Usage, "m"); }

            [NotTracked("a probe")] Task<LlmResult> Probe(LlmRequest r) => p.CompleteAsync(r);

            Task Raw() => http.PostAsync("https://api.openai.com/v1/chat/completions", null);

            Task<LlmResult> Assumed(LlmRequest r) => llm.CompleteAsync(r);
        }

        class Mine(HttpClient http, ILlmProvider inner) : ILlmProvider
        {
            public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
            {
                await http.PostAsync("https://api.openai.com/v1/chat/completions", null, cancellationToken);
                return new LlmResult { Text = inner.Name };
            }
        }
        """,
        "6 LLM call sites: 2 tracked, 1 assumed, 1 declined, 2 untracked");

    private static Task VerifyAsync(string source, string message)
        => Verify.VerifyAnalyzerAsync(Usings + source, Verify.Diagnostic("TT4001").WithNoLocation().WithMessage(message));
}
