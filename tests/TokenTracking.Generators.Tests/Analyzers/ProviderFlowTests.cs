using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1001 where a provider does not go straight from its constructor to its wrapper.</summary>
public class ProviderFlowTests
{
    private const string Usings = """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Theory]
    [InlineData(
        "static ILlmProvider Make(bool b) => b ? new AcmeProvider() : new LlmAbstraction(); "
        + "public static ILlmProvider Create(ITokenTracker t) => Make(true).WithTokenTracking(t);")]
    [InlineData(
        "private static ILlmProvider Bare { get => new AcmeProvider(); } public ILlmProvider Llm(ITokenTracker t) => "
        + "Bare.WithTokenTracking(t);")]
    [InlineData(
        "static ILlmProvider Make() => new AcmeProvider(); public static ILlmProvider Create(ITokenTracker t) { var llm = Make(); "
        + "return llm.WithTokenTracking(t); }")]
    [InlineData(
        "static async Task<ILlmProvider> Make() { await Task.Yield(); return new AcmeProvider(); "
        + "} public static async Task<ILlmProvider> Create(ITokenTracker t) => (await Make()).WithTokenTracking(t);")]
    [InlineData(
        "static Task<ILlmProvider> Make() => Task.FromResult<ILlmProvider>(new AcmeProvider()); "
        + "public static async Task<ILlmProvider> Create(ITokenTracker t) => (await Make()).WithTokenTracking(t);")]
    [InlineData(
        "public static ILlmProvider Create(ITokenTracker t) { return Bare().WithTokenTracking(t); "
        + "static ILlmProvider Bare() => new AcmeProvider(); }")]
    [InlineData(
        "public static ILlmProvider Create(ITokenTracker t) { Func<ILlmProvider> make = () => new AcmeProvider(); "
        + "return make().WithTokenTracking(t); }")]
    [InlineData(
        "static ILlmProvider Make(IServiceProvider services) => new AcmeProvider(); "
        + "public static void Add(IServiceCollection services) { services.AddSingleton<ILlmProvider>(Make); "
        + "services.TrackAiProviders(); }")]
    [InlineData(
        "static bool Try(out AcmeProvider llm) { llm = new AcmeProvider(); return true; "
        + "} public static ILlmProvider? Create(ITokenTracker t) => Try(out var llm) ? llm.WithTokenTracking(t) : null;")]
    [InlineData(
        "static (ILlmProvider A, ILlmProvider B) Pair() => (new AcmeProvider(), new LlmAbstraction()); "
        + "public static ILlmProvider Create(ITokenTracker t, bool a) { var pair = Pair(); "
        + "return (a ? pair.A : pair.B).WithTokenTracking(t); }")]
    [InlineData(
        "readonly Func<string, ILlmProvider> _make = key => new AcmeProvider(key); "
        + "public ILlmProvider Create(ITokenTracker t) => _make(\"a\").WithTokenTracking(t);")]
    [InlineData(
        "readonly Dictionary<string, Func<ILlmProvider>> _make = new() { [\"a\"] = () => new AcmeProvider() }; "
        + "public ILlmProvider Create(ITokenTracker t) => _make[\"a\"]().WithTokenTracking(t);")]
    [InlineData(
        "public C(ITokenTracker t, ILlmProvider? llm = null) { llm ??= new AcmeProvider(); Llm = llm.WithTokenTracking(t); "
        + "} public ILlmProvider Llm { get; }")]
    [InlineData(
        "private AcmeProvider? _bare; public ILlmProvider Create(ITokenTracker t) => (_bare ??= new AcmeProvider()).WithTokenTracking(t);")]
    [InlineData(
        "readonly System.Collections.Concurrent.ConcurrentDictionary<string, ILlmProvider> _all = new(); "
        + "public ILlmProvider For(ITokenTracker t, string k) => _all.GetOrAdd(k, key => new AcmeProvider(key)).WithTokenTracking(t);")]
    [InlineData(
        "public static async Task<ILlmProvider> Create(ITokenTracker t) => (await Task.Run(() => new "
        + "AcmeProvider())).WithTokenTracking(t);")]
    public Task A_private_maker_is_judged_by_its_callers(string members) => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}");

    [Theory]
    [InlineData(
        "public static object Create(ITokenTracker t) { var llm = new LlmAbstraction(); llm.UseTracker(t); "
        + "return new List<object> { llm }; }")]
    [InlineData(
        "public static object Create(ITokenTracker t) { var llm = new LlmAbstraction(); Prepare(llm, t); return new List<object> { llm }; "
        + "} static void Prepare(LlmAbstraction llm, ITokenTracker t) => llm.UseTracker(t);")]
    [InlineData(
        "public static async Task<ILlmProvider> Create(ITokenTracker t, LlmRequest r) { var llm = new AcmeProvider(); "
        + "await llm.CompleteAsync(r); return llm.WithTokenTracking(t); }")]
    [InlineData(
        "public static Task<LlmResult> Run(ITokenTracker t, LlmRequest r) { var llm = new AcmeProvider(); "
        + "return t.TrackAsync(\"a\", () => Ask(llm, r), x => x.Usage, x => x.Model); "
        + "} static Task<LlmResult> Ask(ILlmProvider llm, LlmRequest r) => llm.CompleteAsync(r);")]
    [InlineData(
        "public static ILlmProvider Load<T>(ITokenTracker t) where T : class, ILlmProvider { var llm = Activator.CreateInstance<T>(); "
        + "return llm.WithTokenTracking(t); }")]
    [InlineData("public static T Make<T>() where T : class => Activator.CreateInstance<T>();")]
    [InlineData(
        "public static void Add<T>(IServiceCollection services) where T : class, ILlmProvider { services.AddSingleton<ILlmProvider, T>(); "
        + "services.TrackAiProviders(); }")]
    [InlineData(
        "public static void Add(IServiceCollection services) { services.AddSingleton<ILlmProvider, AcmeProvider>(); Core(services); "
        + "} static void Core(IServiceCollection services) => services.TrackAiProviders();")]
    [InlineData(
        "public static void All(IServiceCollection services) { Add(services); services.TrackAiProviders(); "
        + "} static void Add(IServiceCollection services) { Core(services); services.AddSingleton<ILlmProvider, AcmeProvider>(); "
        + "} static void Core(IServiceCollection services) => services.TrackAiProviders();")]
    public Task A_provider_that_is_given_a_tracker_by_whatever_way_is_left_alone(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}");

    [Theory]
    [InlineData(
        "public static void Add(IServiceCollection services) { Core(services); services.AddSingleton<ILlmProvider, [|AcmeProvider|]>(); "
        + "} static void Core(IServiceCollection services) => services.TrackAiProviders();")]
    [InlineData(
        "public static void Add(IServiceCollection services) { Core(); services.AddSingleton<ILlmProvider, [|AcmeProvider|]>(); "
        + "void Core() => services.TrackAiProviders(); }")]
    public Task A_call_of_a_method_that_tracks_the_registrations_counts_where_it_stands(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}");

    [Theory]
    [InlineData(
        "static ILlmProvider Make() => [|new AcmeProvider()|]; public static Task<LlmResult> Run(LlmRequest r) => "
        + "Make().CompleteAsync(r);")]
    [InlineData(
        "internal static ILlmProvider Make() => [|new AcmeProvider()|]; public static ILlmProvider Create(ITokenTracker t) => "
        + "Make().WithTokenTracking(t);")]
    [InlineData(
        "public static Task<LlmResult> Run(LlmRequest r) { return Bare().CompleteAsync(r); "
        + "static ILlmProvider Bare() => [|new AcmeProvider()|]; }")]
    [InlineData("ILlmProvider Make() => [|new AcmeProvider()|]; Lazy<ILlmProvider> _llm; public C() => _llm = new(Make);")]
    [InlineData("static readonly Lazy<AcmeProvider> Llm = [|new()|];")]
    [InlineData("static T Make<T>() where T : ILlmProvider, new() => [|new T()|];")]
    [InlineData("public static ILlmProvider Create() => LlmFactory.Create([[|new AcmeProvider()|]], trackTokens: false);")]
    [InlineData("public static void Make(out ILlmProvider llm) => llm = [|new AcmeProvider()|];")]
    [InlineData(
        "public static List<ILlmProvider> Make() { var bare = new List<ILlmProvider> { [|new AcmeProvider()|] }; "
        + "return bare.ConvertAll(p => p); }")]
    [InlineData(
        "public static Dictionary<string, ILlmProvider> Make() { var bare = new Dictionary<string, ILlmProvider> { "
        + "[\"a\"] = [|new AcmeProvider()|] }; return bare.ToDictionary(p => p.Key, p => p.Value); }")]
    [InlineData(
        "public static void Each(Action<ILlmProvider> use) { var bare = new List<ILlmProvider> { [|new AcmeProvider()|] }; "
        + "bare.ForEach(use); }")]
    [InlineData(
        "public static Task Each(LlmRequest r) { var bare = new List<ILlmProvider> { [|new AcmeProvider()|] }; "
        + "return Task.WhenAll(bare.Select(p => p.CompleteAsync(r))); }")]
    [InlineData(
        "readonly Func<ILlmProvider> _make = () => [|new AcmeProvider()|]; public Task<LlmResult> Run(LlmRequest r) => "
        + "_make().CompleteAsync(r);")]
    [InlineData(
        "public static ILlmProvider Create(IServiceProvider services) => "
        + "[|ActivatorUtilities.GetServiceOrCreateInstance<AcmeProvider>(services)|];")]
    [InlineData(
        "static bool Try(out AcmeProvider llm) { llm = [|new AcmeProvider()|]; return true; "
        + "} public static ILlmProvider? Create() => Try(out var llm) ? llm : null;")]
    [InlineData(
        "static (ILlmProvider A, ILlmProvider B) Pair() => ([|new AcmeProvider()|], [|new LlmAbstraction()|]); "
        + "public static ILlmProvider Create() { var (a, _) = Pair(); return a; }")]
    [InlineData("private ILlmProvider? _llm; public ILlmProvider Llm => _llm ??= [|new AcmeProvider()|];")]
    [InlineData(
        "readonly System.Collections.Concurrent.ConcurrentDictionary<string, ILlmProvider> _all = new(); "
        + "public ILlmProvider For(string k) => _all.GetOrAdd(k, key => [|new AcmeProvider(key)|]);")]
    [InlineData(
        "public static async Task<LlmResult> Run(ITokenTracker t, LlmRequest r) { var llm = [|new AcmeProvider()|]; "
        + "var first = await llm.CompleteAsync(r); t.Track(\"a\", first.Usage, \"m\"); return await llm.CompleteAsync(r); }")]
    [InlineData(
        "static ILlmProvider Make() => [|new AcmeProvider()|]; public static ILlmProvider Create(ITokenTracker t) => "
        + "Make().WithTokenTracking(t); public static ILlmProvider Bare() => Make();")]
    [InlineData(
        "public static ILlmProvider Load<T>() where T : class, ILlmProvider { var llm = [|Activator.CreateInstance<T>()|]; "
        + "Console.Write(llm.Name); return llm; }")]
    [InlineData(
        "public static ILlmProvider Load<T>(IServiceProvider services) where T : ILlmProvider => "
        + "[|ActivatorUtilities.CreateInstance<T>(services)|];")]
    [InlineData("public static ILlmProvider Load<T>() where T : ILlmProvider => (ILlmProvider)[|Activator.CreateInstance(typeof(T))|]!;")]
    [InlineData(
        "public static void Add<T>(IServiceCollection services) where T : class, ILlmProvider { services.TrackAiProviders(); "
        + "services.AddSingleton<ILlmProvider, [|T|]>(); }")]
    [InlineData(
        "public static async Task<ILlmProvider> Create(ITokenTracker t, LlmRequest r) { ILlmProvider llm = [|new AcmeProvider()|]; "
        + "await llm.CompleteAsync(r); return llm.WithTokenTracking(t); }")]
    [InlineData(
        "public static async Task<TokenUsage> Run(LlmRequest r, TokenUsage sum) { var llm = [|new AcmeProvider()|]; "
        + "var result = await llm.CompleteAsync(r); return TokenUsage.Add(sum, result.Usage); }")]
    public Task A_maker_whose_provider_somebody_gets_bare_is_reported(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}");

    [Theory]
    [InlineData("var list = new List<ILlmProvider>(); list.Add(new AcmeProvider()); return LlmFactory.Create(list, tracker: t);")]
    [InlineData("var list = new List<ILlmProvider> { new AcmeProvider() }; return LlmFactory.Create(list.ToArray(), tracker: t);")]
    [InlineData(
        "ILlmProvider[] all = [new AcmeProvider()]; for (var i = 0; i < all.Length; i++) all[i] = all[i].WithTokenTracking(t); "
        + "return all[0];")]
    [InlineData(
        "foreach (var one in new ILlmProvider[] { new AcmeProvider(), new LlmAbstraction() }) return one.WithTokenTracking(t); "
        + "throw new InvalidOperationException();")]
    [InlineData(
        "var byName = new Dictionary<string, ILlmProvider> { [\"a\"] = new AcmeProvider() }; return byName[\"a\"].WithTokenTracking(t);")]
    [InlineData(
        "var byName = new Dictionary<string, ILlmProvider>(); byName[\"a\"] = new AcmeProvider(); "
        + "return byName[\"a\"].WithTokenTracking(t);")]
    [InlineData("var (llm, number) = (new AcmeProvider(), 1); Console.Write(number); return llm.WithTokenTracking(t);")]
    [InlineData("return new AcmeProvider() is { } llm ? llm.WithTokenTracking(t) : throw new InvalidOperationException();")]
    [InlineData(
        "ILlmProvider llm; if (t.IsEnabled) llm = new AcmeProvider(); else llm = new LlmAbstraction(); return llm.WithTokenTracking(t);")]
    [InlineData(
        "var bare = new List<ILlmProvider> { new AcmeProvider() }; bare.Add(new LlmAbstraction()); "
        + "return bare.ConvertAll(p => p.WithTokenTracking(t))[0];")]
    [InlineData(
        "var bare = new Dictionary<string, ILlmProvider> { [\"a\"] = new AcmeProvider() }; bare.TryAdd(\"b\", new AcmeProvider()); "
        + "return bare.ToDictionary(p => p.Key, p => p.Value.WithTokenTracking(t))[\"a\"];")]
    [InlineData(
        "(string Name, ILlmProvider Llm)[] all = [(\"a\", new AcmeProvider())]; foreach (var (name, llm) in all) { Console.Write(name); "
        + "return llm.WithTokenTracking(t); } throw new InvalidOperationException();")]
    [InlineData("return Array.ConvertAll(new ILlmProvider[] { new AcmeProvider() }, p => p.WithTokenTracking(t))[0];")]
    [InlineData(
        "return (from key in new[] { \"a\", \"b\" } let llm = new AcmeProvider(key) where key.Length > 0 orderby key select "
        + "llm.WithTokenTracking(t)).First();")]
    [InlineData(
        "List<ILlmProvider> first = [new AcmeProvider()]; ILlmProvider[] second = [new AcmeProvider()]; "
        + "return LlmFactory.Create([.. first, .. second], tracker: t);")]
    [InlineData(
        "var bare = new List<ILlmProvider> { new AcmeProvider() }; var all = new List<ILlmProvider>(); "
        + "bare.ForEach(p => all.Add(p.WithTokenTracking(t))); return all[0];")]
    [InlineData(
        "var bare = new Dictionary<string, ILlmProvider> { [\"a\"] = new AcmeProvider() }; "
        + "return bare.TryGetValue(\"a\", out var llm) ? llm.WithTokenTracking(t) : LlmFactory.Create();")]
    [InlineData(
        "var bare = new[] { new AcmeProvider() }; return bare.Select(Wrap).First(); "
        + "ILlmProvider Wrap(AcmeProvider p) => p.WithTokenTracking(t);")]
    [InlineData("var bare = new[] { new AcmeProvider() }; return bare.First().WithTokenTracking(t);")]
    [InlineData("var made = new { Name = \"a\", Llm = new AcmeProvider() }; return made.Llm.WithTokenTracking(t);")]
    [InlineData(
        "return System.Collections.Immutable.ImmutableArray.Create<ILlmProvider>(new AcmeProvider()).Select(p => "
        + "p.WithTokenTracking(t)).First();")]
    public Task A_provider_is_followed_through_collections_and_patterns(string body)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ ILlmProvider Make(ITokenTracker t) {{ {body} }} }}");

    [Theory]
    [InlineData(
        "public async Task<LlmResult> Run(ITokenTracker t, LlmRequest r) { var llm = new AcmeProvider(); "
        + "var result = await llm.CompleteAsync(r); t.Track(\"a\", result.Usage, result.Model ?? \"m\"); return result; }")]
    [InlineData(
        "private readonly AcmeProvider _llm = new(); public Task<LlmResult> Run(ITokenTracker t, LlmRequest r) => t.TrackAsync(\"a\", "
        + "() => _llm.CompleteAsync(r), x => x.Usage);")]
    [InlineData(
        "private readonly AcmeProvider _llm = new(); public async Task Run(ITokenTracker t, LlmRequest r) { TokenUsage? usage = null; "
        + "await foreach (var u in _llm.StreamAsync(r)) usage = u.Usage; t.Track(\"a\", usage ?? default, \"m\"); }")]
    [InlineData(
        "private readonly Queue<AcmeProvider> _pool = new(); public void Fill() => _pool.Enqueue(new AcmeProvider()); "
        + "public async Task Run(ITokenTracker t, LlmRequest r) { if (_pool.TryDequeue(out var llm)) { "
        + "await t.TrackAsync(\"a\", () => llm.CompleteAsync(r), x => x.Usage); _pool.Enqueue(llm); } }")]
    public Task A_provider_whose_every_call_is_recorded_by_hand_is_left_alone(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}");

    [Theory]
    [InlineData("private readonly AcmeProvider _bare = new(); public ILlmProvider Llm => _bare.WithTokenTracking(t);")]
    [InlineData("private readonly ILlmProvider _llm = new AcmeProvider().WithTokenTracking(t);")]
    [InlineData(
        "private readonly Lazy<ILlmProvider> _bare = new(() => new AcmeProvider()); "
        + "public ILlmProvider Llm => _bare.Value.WithTokenTracking(t);")]
    [InlineData("private ILlmProvider? _llm; ILlmProvider Llm => _llm ??= new AcmeProvider().WithTokenTracking(t);")]
    [InlineData("ILlmProvider Llm { get; } = new AcmeProvider().Tracked(t);")]
    [InlineData("Service Make() => new(new AcmeProvider(), t);")]
    [InlineData("ILlmProvider Make(ILlmProvider inner) => new Retrying(inner);")]
    [InlineData("ILlmProvider Make() => new Retrying(new AcmeProvider().WithTokenTracking(t));")]
    [InlineData("ILlmProvider Make(IServiceProvider services) => new Retrying(services.GetRequiredService<ILlmProvider>());")]
    public Task A_provider_that_a_class_keeps_is_followed_to_its_wrapper(string member)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C(ITokenTracker t) {{ {member} }}{Helpers}");

    [Theory]
    [InlineData(
        "private readonly AcmeProvider _bare = [|new()|]; public ILlmProvider Llm => _bare.WithTokenTracking(t); "
        + "public Task<LlmResult> Ask(LlmRequest r) => _bare.CompleteAsync(r);")]
    [InlineData("internal readonly AcmeProvider Bare = [|new()|]; public ILlmProvider Llm => Bare.WithTokenTracking(t);")]
    [InlineData("ILlmProvider Make() => [|new Retrying(new AcmeProvider())|];")]
    [InlineData("private readonly ILlmProvider _bare = new AcmeProvider(); ILlmProvider Make() => [|new Retrying(_bare)|];")]
    [InlineData(
        "ILlmProvider Make() { ILlmProvider llm; if (t.IsEnabled) llm = new AcmeProvider(); else llm = new LlmAbstraction(); "
        + "return [|new Retrying(llm)|]; }")]
    public Task A_provider_that_a_class_uses_bare_is_reported(string member)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C(ITokenTracker t) {{ {member} }}{Helpers}");

    [Fact]
    public Task A_logger_that_is_called_after_the_provider_is_no_provider_below_it() => Verify.VerifyAnalyzerAsync(Usings + """
        namespace Microsoft.Extensions.Logging { interface ILogger<T>; }

        class Loud(Microsoft.Extensions.Logging.ILogger<Loud> log) : AcmeProvider { public object Log => log; }

        class C(Microsoft.Extensions.Logging.ILogger<Loud> log)
        {
            async Task<string> M(LlmRequest r) { ILlmProvider bare = [|new Loud(log)|]; return (await bare.CompleteAsync(r)).Text; }

            async Task<string> N(LlmRequest r, ITokenTracker t)
            {
                var tracked = new Loud(log).WithTokenTracking(t);
                return (await tracked.CompleteAsync(r)).Text;
            }
        }
        """);

    [Fact]
    public Task A_partial_class_is_one_class() => Verify.VerifyAnalyzerAsync(Usings + """
        partial class C { private readonly AcmeProvider _bare = new(); }

        partial class C { public ILlmProvider Llm(ITokenTracker t) => _bare.WithTokenTracking(t); }
        """);

    [Theory]
    [InlineData(
        "services.AddSingleton<AcmeProvider>(); services.AddSingleton<ILlmProvider>(sp => "
        + "sp.GetRequiredService<AcmeProvider>().WithTokenTracking(sp.GetRequiredService<ITokenTracker>()));")]
    [InlineData(
        "services.AddSingleton<AcmeProvider>(); services.AddSingleton<ILlmProvider>(sp => "
        + "LlmFactory.Create([sp.GetRequiredService<AcmeProvider>()]));")]
    [InlineData(
        "services.Add(new ServiceDescriptor(typeof(ILlmProvider), typeof(AcmeProvider), ServiceLifetime.Singleton)); "
        + "services.TrackAiProviders();")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(ILlmProvider), [|typeof(AcmeProvider)|], ServiceLifetime.Singleton));")]
    [InlineData(
        "services.AddSingleton<Func<string, ILlmProvider>>(sp => name => [|new AcmeProvider(name)|]); services.TrackAiProviders();")]
    public Task Registrations_are_judged_by_what_the_container_hands_out(string body)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ void Configure(IServiceCollection services) {{ {body} }} }}");

    [Fact]
    public Task A_registration_two_methods_deep_counts_where_the_outer_one_is_called() => Verify.VerifyProgramAsync(Usings + """
        var services = new ServiceCollection();
        services.AddAllEarly();
        services.TrackAiProviders();
        services.AddAllLate();

        static class Registrations
        {
            public static void AddAllEarly(this IServiceCollection services) => services.AddEarly();

            public static void AddAllLate(this IServiceCollection services) => services.AddLate();

            static void AddEarly(this IServiceCollection services) => services.AddSingleton<ILlmProvider, AcmeProvider>();

            static void AddLate(this IServiceCollection services) => services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();
        }
        """);

    [Fact]
    public Task A_provider_above_the_handler_is_left_alone() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            ILlmProvider Make(ITokenTracker tracker)
            {
                var http = new HttpClient(new TokenTrackingHandler(tracker, new HttpClientHandler()));
                return new OpenAIProvider(httpClient: http);
            }

            ILlmProvider Bare() => [|new OpenAIProvider(httpClient: new HttpClient())|];
        }
        """);

    private const string Helpers = """

        class Service(ILlmProvider llm, ITokenTracker tracker)
        {
            public ILlmProvider Llm { get; } = llm.WithTokenTracking(tracker);
        }

        class Retrying(ILlmProvider inner) : ILlmProvider
        {
            public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => inner.CompleteAsync(request, cancellationToken);
        }

        static class Wrappers
        {
            public static ILlmProvider Tracked(this ILlmProvider llm, ITokenTracker tracker) => llm.WithTokenTracking(tracker);
        }
        """;
}
