using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1001 on the forms in which a variable gets a provider, and on providers that lead to themselves.</summary>
public class ProviderFormTests
{
    private const string Maker = " IEnumerable<ILlmProvider> Make() { yield return new AcmeProvider(); }";

    [Theory]
    [InlineData("ILlmProvider a = new AcmeProvider(), b = a; while (c) { a = b; b = c ? a : b; } All.Add(a.WithTokenTracking(t));")]
    [InlineData("ILlmProvider? a = null; a = a ?? new AcmeProvider(); All.Add(a.WithTokenTracking(t));")]
    [InlineData("_kept = _kept ?? new AcmeProvider(); All.Add(_kept.WithTokenTracking(t));")]
    [InlineData("switch ((ILlmProvider)new AcmeProvider()) { case AcmeProvider a: All.Add(a.WithTokenTracking(t)); break; }")]
    [InlineData(
        "All.Add((ILlmProvider)new AcmeProvider() switch { AcmeProvider a => a.WithTokenTracking(t), var b => b.WithTokenTracking(t) });")]
    [InlineData("if (new Holder { Llm = new AcmeProvider().WithTokenTracking(t) } is { Llm: var a }) All.Add(a);")]
    [InlineData("ILlmProvider a; (a, _) = (new AcmeProvider(), 1); All.Add(a.WithTokenTracking(t));")]
    [InlineData("using var all = Make().GetEnumerator(); while (all.MoveNext()) All.Add(all.Current.WithTokenTracking(t));" + Maker)]
    [InlineData("foreach (var a in Make()) All.Add(a.WithTokenTracking(t));" + Maker)]
    [InlineData("ILlmProvider[] some = [.. new[] { new AcmeProvider() }]; foreach (var a in some) All.Add(a.WithTokenTracking(t));")]
    [InlineData("ILlmProvider Bare() { var a = new AcmeProvider(); return a; } All.Add(Bare().WithTokenTracking(t));")]
    [InlineData("Action later = () => { }; ILlmProvider a = new AcmeProvider(); later = () => All.Add(a.WithTokenTracking(t)); later();")]
    public Task A_provider_that_comes_to_its_wrapper_in_any_form_is_left_alone(string body) => Verify.VerifyAnalyzerAsync(Source(body));

    [Theory]
    [InlineData("ILlmProvider a = [|new AcmeProvider()|], b = a; while (c) { a = b; b = c ? a : b; } await a.CompleteAsync(r);")]
    [InlineData("ILlmProvider? a = null; a = a ?? [|new AcmeProvider()|]; await a.CompleteAsync(r);")]
    [InlineData("_kept = _kept ?? [|new AcmeProvider()|]; await _kept.CompleteAsync(r);")]
    [InlineData("ILlmProvider a = new AcmeProvider(); All.Add(a.WithTokenTracking(t)); a = [|new AcmeProvider()|]; All.Add(a);")]
    [InlineData("ILlmProvider a = [|new AcmeProvider()|]; a = c ? a : a; a = a ?? a; All.Add(a);")]
    [InlineData("switch ((ILlmProvider)[|new AcmeProvider()|]) { case AcmeProvider a: await a.CompleteAsync(r); break; }")]
    [InlineData("foreach (var a in new[] { [|new AcmeProvider()|] }) { ILlmProvider b = a; await b.CompleteAsync(r); }")]
    [InlineData("ILlmProvider Bare(int n) => n == 0 ? [|new AcmeProvider()|] : Bare(n - 1); await Bare(3).CompleteAsync(r);")]
    public Task A_provider_that_is_used_bare_in_any_form_is_reported(string body) => Verify.VerifyAnalyzerAsync(Source(body));

    [Fact]
    public Task A_registration_that_resolves_itself_ends() => Verify.VerifyAnalyzerAsync("""
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            void Configure(IServiceCollection services)
                => services.AddSingleton<AcmeProvider>(sp => sp.GetService<AcmeProvider>() ?? [|new AcmeProvider()|]);
        }
        """);

    private static string Source(string body) => $$"""
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class Holder { public ILlmProvider? Llm { get; set; } }

        class C
        {
            private ILlmProvider? _kept;

            public List<ILlmProvider?> All { get; } = [];

            async Task M(ITokenTracker t, LlmRequest r, bool c) { {{body}} await Task.Yield(); }
        }
        """;
}
