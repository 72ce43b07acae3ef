namespace TokenTracking.Generators.Tests.Coverage;

/// <summary>In which state a call site is, on code as people write it.</summary>
public class CallSiteStateTests
{
    private const string Tracked = "1 LLM call sites: 1 tracked, 0 assumed, 0 declined, 0 untracked";
    private const string Assumed = "1 LLM call sites: 0 tracked, 1 assumed, 0 declined, 0 untracked";
    private const string Declined = "1 LLM call sites: 0 tracked, 0 assumed, 1 declined, 0 untracked";
    private const string Untracked = "1 LLM call sites: 0 tracked, 0 assumed, 0 declined, 1 untracked";
    private const string None = "0 LLM call sites: 0 tracked, 0 assumed, 0 declined, 0 untracked";

    private const string Service =
        "class Service(ILlmProvider llm) { public Task<LlmResult> Ask(LlmRequest r) => llm.CompleteAsync(r); }\n";

    private const string ClassicService = """
        class Service
        {
            private readonly ILlmProvider _llm;

            public Service(ILlmProvider llm) { ArgumentNullException.ThrowIfNull(llm); _llm = llm; }

            public Task<LlmResult> Ask(LlmRequest r) => _llm.CompleteAsync(r);
        }

        """;

    [Theory]
    [InlineData(Assumed, Service)]
    [InlineData(Untracked, Service + "class Root { object Make() => new Service(new AcmeProvider()); }")]
    [InlineData(Untracked, ClassicService + "class Root { object Make() => new Service(new AcmeProvider()); }")]
    [InlineData(Untracked, ClassicService + "class Root { object Make() { var p = new AcmeProvider(); return new Service(p); } }")]
    [InlineData(
        Tracked, ClassicService + "class Root { object Make(ITokenTracker t) => new Service(new AcmeProvider().WithTokenTracking(t)); }")]
    [InlineData(
        Tracked,
        ClassicService
            + "class Root { object Make(ITokenTracker t) { var p = new AcmeProvider(); return new Service(p.WithTokenTracking(t)); } }")]
    [InlineData(Tracked, Service + "class Root { void Make(LlmAbstraction a, ITokenTracker t) => a.UseTracker(t); }")]
    [InlineData(Assumed, Service + "class Root { object Make() => LlmFactory.Create(trackTokens: false); }")]
    [InlineData(Untracked, Service + "class Root { object Make() => new Service(LlmFactory.Create(trackTokens: false)); }")]
    public Task What_a_class_is_handed_decides(string figures, string source) => VerifyAsync(figures, source);

    [Theory]
    [InlineData(Untracked, "services.AddSingleton<ILlmProvider, AcmeProvider>();")]
    [InlineData(Untracked, "services.AddSingleton<ILlmProvider>(_ => new AcmeProvider());")]
    [InlineData(Untracked, "services.TrackAiProviders(); services.AddSingleton<ILlmProvider, AcmeProvider>();")]
    [InlineData(Tracked, "services.AddSingleton<ILlmProvider, AcmeProvider>(); services.TrackAiProviders();")]
    [InlineData(
        Tracked, "services.AddSingleton<ILlmProvider>(p => new AcmeProvider().WithTokenTracking(p.GetRequiredService<ITokenTracker>()));")]
    public Task What_the_container_hands_out_decides(string figures, string registration)
        => VerifyAsync(figures, Service + $"class Root {{ void Configure(IServiceCollection services) {{ {registration} }} }}");

    [Theory]
    [InlineData(Assumed, "static abstract IModel Create();")]
    [InlineData(Assumed, "static abstract string Region { get; }")]
    [InlineData(Assumed, "static virtual int Version => 1;")]
    [InlineData(Tracked, "static int Plain => 1;")]
    public Task An_interface_that_the_container_cannot_decorate_is_not_taken_for_tracked(string figures, string member)
    => VerifyAsync(figures, $$"""
        [TrackAiUsage] public interface IModel { Task<LlmResult> Ask(); {{member}} }
        class Service(IModel model) { public Task<LlmResult> Ask() => model.Ask(); }
        class Root { void Configure(IServiceCollection services) => services.TrackAiProviders(); }
        """);

    [Theory]
    [InlineData(Untracked, "ILlmProvider Make() => new AcmeProvider(); Task<LlmResult> Ask(LlmRequest r) => Make().CompleteAsync(r);")]
    [InlineData(Untracked,
        "ILlmProvider? _llm; ILlmProvider Llm => _llm ??= new AcmeProvider(); Task<LlmResult> Ask(LlmRequest r) => Llm.CompleteAsync(r);")]
    [InlineData(
        Untracked,
        "readonly ILlmProvider _llm = new AcmeProvider(); Task<LlmResult> Ask(LlmRequest r) { var llm = _llm; "
        + "return llm.CompleteAsync(r); }")]
    [InlineData(Untracked, "ILlmProvider? _llm = new AcmeProvider(); Task<LlmResult>? Ask(LlmRequest r) => _llm?.CompleteAsync(r);")]
    [InlineData(Untracked, "Task<LlmResult> Ask(AcmeProvider p, LlmRequest r) => p.CompleteAsync(r);")]
    [InlineData(Untracked, "IEnumerable<Task<LlmResult>> Ask(AcmeProvider p, LlmRequest[] all) => all.Select(r => p.CompleteAsync(r));")]
    [InlineData(Untracked, "Func<LlmRequest, CancellationToken, Task<LlmResult>> Ask(AcmeProvider p) => p.CompleteAsync;")]
    [InlineData(Assumed, "Func<LlmRequest, CancellationToken, Task<LlmResult>> Ask(ILlmProvider p) => p.CompleteAsync;")]
    [InlineData(
        Tracked,
        "Task<LlmResult> Ask(AcmeProvider p, ITokenTracker t, LlmRequest r) => t.TrackAsync(\"ask\", () => p.CompleteAsync(r), "
        + "x => x.Usage);")]
    [InlineData(
        Tracked,
        "Task<LlmResult> Ask(ITokenTracker t, LlmRequest r) { ILlmProvider p = new AcmeProvider(); p = p.WithTokenTracking(t); "
        + "return p.CompleteAsync(r); }")]
    [InlineData(Untracked, "Task Ask(HttpClient http) => http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null);")]
    [InlineData(None, "Task Ask(HttpClient http) => http.PostAsync(\"https://example.org/\", null);")]
    [InlineData(None, "string Name(ILlmProvider llm) => llm.Name;")]
    public Task The_receiver_is_followed_to_where_it_comes_from(string figures, string members)
        => VerifyAsync(figures, $"class C {{ {members} }}");

    [Theory]
    [InlineData("[NotTracked(\"a probe\")] Task<LlmResult> Ask(AcmeProvider p, LlmRequest r) => p.CompleteAsync(r);")]
    [InlineData(
        "[NotTracked(\"a probe\")] Task Ask(HttpClient http) => http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null);")]
    [InlineData("[NotTracked(\"a probe\")] Task<LlmResult> Ask(ILlmProvider p, LlmRequest r) => p.CompleteAsync(r);")]
    [InlineData("[NotTracked(\"a probe\")] class Probe : AcmeProvider; Task<LlmResult> Ask(Probe p, LlmRequest r) => p.CompleteAsync(r);")]
    [InlineData(
        "[TrackAiUsage] public interface I { [NotTracked(\"a probe\")] Task<LlmResult> Ask(); Task<LlmResult> Other(); "
        + "} Task<LlmResult> Ask(I i) => i.Ask();")]
    public async Task What_is_declined_says_why(string members)
    {
        var run = CoverageRun.Of($"class C {{ {members} }}");

        Assert.Equal(Declined, await run.FiguresAsync());
        Assert.EndsWith("\ta probe", (await run.PropertiesAsync())["declinedSites"], StringComparison.Ordinal);
    }

    [Fact]
    public Task A_provider_that_calls_another_to_answer_makes_no_second_call() => VerifyAsync(None, """
        class Retry(ILlmProvider inner, AcmeProvider concrete) : ILlmProvider
        {
            public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => (await inner.CompleteAsync(request, cancellationToken)).Text == ""
                    ? await concrete.CompleteAsync(request, cancellationToken) : await CompleteAsync(request, default);
        }
        """);

    [Fact]
    public async Task Each_place_is_named_with_file_line_and_call()
    {
        var properties = await CoverageRun.Of("""
            class C(ILlmProvider llm, HttpClient http)
            {
                Task<LlmResult> Ask(AcmeProvider p, LlmRequest r)
                    => p.CompleteAsync(r);

                Task Post() => http.PostAsync("https://api.openai.com/v1/chat/completions", null);

                Task<LlmResult> Assumed(LlmRequest r) => llm.CompleteAsync(r);
            }
            """).PropertiesAsync();

        Assert.Equal(
            $"Tested.cs:{CoverageRun.FirstLine + 3}\tAcmeProvider.CompleteAsync\n"
            + $"Tested.cs:{CoverageRun.FirstLine + 5}\thttps://api.openai.com/v1/chat/completions",
            properties["untrackedSites"]);
        Assert.Equal($"Tested.cs:{CoverageRun.FirstLine + 7}\tILlmProvider.CompleteAsync", properties["assumedSites"]);
        Assert.Equal(
            ("Tested", "3", "0", "1", "0", "2"),
            (properties["assembly"], properties["sites"], properties["tracked"],
                properties["assumed"], properties["declined"], properties["untracked"]));
    }

    private static async Task VerifyAsync(string figures, string source)
        => Assert.Equal(figures, await CoverageRun.Of(source).FiguresAsync());
}
