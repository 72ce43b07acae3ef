using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class UntrackedConstructionAnalyzerTests
{
    private const string Usings = """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Theory]
    [InlineData("private readonly ILlmProvider _llm = [|new LlmAbstraction()|];")]
    [InlineData("private readonly LlmAbstraction _llm = [|new()|];")]
    [InlineData("public ILlmProvider Llm { get; } = [|new LlmAbstraction()|];")]
    [InlineData("ILlmProvider Make() => [|new LlmAbstraction()|];")]
    [InlineData("ILlmProvider Make() { ILlmProvider llm = [|new AcmeProvider()|]; return llm; }")]
    [InlineData("ILlmProvider Make() { AcmeProvider llm = [|new(\"key\")|]; llm.Key = \"other\"; return llm; }")]
    [InlineData("void Use() { var llm = [|new AcmeProvider()|]; }")]
    [InlineData("Task<LlmResult> Use(LlmRequest request) => [|new AcmeProvider()|].CompleteAsync(request);")]
    [InlineData("object Make() => [|new AcmeProvider { Key = \"k\" }|];")]
    [InlineData("ILlmProvider[] Make() => [[|new AcmeProvider()|], [|new LlmAbstraction()|]];")]
    [InlineData("Func<ILlmProvider> Make() => () => [|new AcmeProvider()|];")]
    [InlineData("Lazy<ILlmProvider> Make() => new(() => [|new AcmeProvider()|]);")]
    [InlineData("ILlmProvider Make(bool b, ITokenTracker t) => b ? new AcmeProvider().WithTokenTracking(t) : [|new AcmeProvider()|];")]
    [InlineData("ILlmProvider Make(int n) => n switch { 1 => [|new AcmeProvider()|], _ => [|new LlmAbstraction()|] };")]
    [InlineData("ILlmProvider Make(ILlmProvider? given) => given ?? [|new AcmeProvider()|];")]
    [InlineData("ILlmProvider Make() => [|new AcmeProvider()|].WithRetries(3);")]
    [InlineData("void Use() => Take([|new AcmeProvider()|]); void Take(ILlmProvider provider) { }")]
    [InlineData("ILlmProvider Make() => [|Activator.CreateInstance<LlmAbstraction>()|];")]
    [InlineData("object? Make() => [|Activator.CreateInstance(typeof(AcmeProvider))|];")]
    [InlineData("object Make(IServiceProvider services) => [|ActivatorUtilities.CreateInstance<AcmeProvider>(services)|];")]
    public Task A_provider_that_nothing_wraps_is_reported(string member) => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {member} }}");

    [Theory]
    [InlineData("ILlmProvider Make(ITokenTracker t) => new AcmeProvider().WithTokenTracking(t);")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t) { var llm = new AcmeProvider(); llm.Configure(\"eu\"); return llm.WithTokenTracking(t); }")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t, bool track) { var llm = new AcmeProvider(); return track ? llm.WithTokenTracking(t) : llm; }")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t, bool track) { ILlmProvider llm = new LlmAbstraction(); "
        + "if (track) llm = llm.WithTokenTracking(t); return llm; }")]
    [InlineData("ILlmProvider Make(ITokenTracker t) => new AcmeProvider().WithRetries(3).WithTokenTracking(t);")]
    [InlineData("ILlmProvider Make(ITokenTracker t) => new TrackedLlmProvider(new AcmeProvider(), t);")]
    [InlineData("ILlmProvider Make() => LlmFactory.Create();")]
    [InlineData("ILlmProvider Make() => LlmFactory.Create(providers: [new AcmeProvider(), new AcmeProvider(\"b\")]);")]
    [InlineData("ILlmProvider Make() { var list = new ILlmProvider[] { new AcmeProvider() }; return LlmFactory.Create(providers: list); }")]
    [InlineData("void Use(ITokenTracker t) { var llm = new LlmAbstraction(); llm.UseTracker(t); }")]
    [InlineData(
        "ILlmProvider[] Make(string[] keys, ITokenTracker t) => keys.Select(key => new AcmeProvider(key).WithTokenTracking(t)).ToArray();")]
    [InlineData(
        "ILlmProvider[] Make(string[] keys, ITokenTracker t) => keys.Select(key => new AcmeProvider(key)).Select(p => "
        + "p.WithTokenTracking(t)).ToArray();")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t) => Track(new AcmeProvider(), t); ILlmProvider Track(ILlmProvider p, "
        + "ITokenTracker t) => p.WithTokenTracking(t);")]
    [InlineData(
        "Task<LlmResult> Use(ITokenTracker t, LlmRequest r) { var p = new AcmeProvider(); "
        + "return t.TrackAsync(\"ask\", () => p.CompleteAsync(r), x => x.Usage); }")]
    [InlineData("[AiCompositionRoot] ILlmProvider Make() => new LlmAbstraction();")]
    [InlineData("[AiCompositionRoot] ILlmProvider Llm { get; } = new LlmAbstraction();")]
    [InlineData("[NotTracked(\"a spike\")] ILlmProvider Make() => new LlmAbstraction();")]
    [InlineData("[NotTracked(\"a spike\")] private readonly ILlmProvider _llm = new LlmAbstraction();")]
    [InlineData("ILlmProvider Outer() { [AiCompositionRoot] ILlmProvider Make() => new LlmAbstraction(); return Make(); }")]
    [InlineData("string Other() => new string('a', 3) + new List<int> { 1 };")]
    public Task A_provider_that_is_tracked_or_declined_is_left_alone(string member)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {member} }}");

    [Fact]
    public Task A_wrapper_does_not_cover_a_call_by_the_interface_on_the_bare_provider_beside_it() => Verify.VerifyAnalyzerAsync(Usings + """
        class C
        {
            async Task<ILlmProvider> Make(ITokenTracker tracker, LlmRequest request)
            {
                ILlmProvider bare = [|new AcmeProvider()|];
                await bare.CompleteAsync(request);
                return bare.WithTokenTracking(tracker);
            }
        }
        """);

    [Theory]
    [InlineData("services.AddSingleton<ILlmProvider, AcmeProvider>(); services.TrackAiProviders();")]
    [InlineData("services.AddSingleton<ILlmProvider, AcmeProvider>().TrackAiProviders();")]
    [InlineData("services.AddSingleton<ILlmProvider>(new AcmeProvider()); services.TrackAiProviders();")]
    [InlineData("services.AddScoped<ILlmProvider>(sp => new AcmeProvider()).TrackAiProviders();")]
    [InlineData(
        "services.AddKeyedSingleton<ILlmProvider>(\"a\", (sp, key) => { var p = new AcmeProvider(); return p; }); "
        + "services.TrackAiProviders();")]
    [InlineData("services.AddSingleton(typeof(ILlmProvider), typeof(AcmeProvider)); services.TrackAiProviders();")]
    [InlineData("services.Add(ServiceDescriptor.Singleton<ILlmProvider, AcmeProvider>()); services.TrackAiProviders();")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(ILlmProvider), new AcmeProvider())); services.TrackAiProviders();")]
    [InlineData(
        "services.AddSingleton<AcmeProvider>(); services.AddSingleton<ILlmProvider>(sp => sp.GetRequiredService<AcmeProvider>()); "
        + "services.TrackAiProviders();")]
    public Task A_registration_before_TrackAiProviders_is_left_alone(string body)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ void Configure(IServiceCollection services) {{ {body} }} }}");

    [Theory]
    [InlineData("services.TrackAiProviders(); services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();")]
    [InlineData("services.TrackAiProviders().AddSingleton<ILlmProvider>(sp => [|new AcmeProvider()|]);")]
    [InlineData("services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();")]
    [InlineData("services.AddSingleton<ILlmProvider>([|new AcmeProvider()|]);")]
    [InlineData("services.AddSingleton(typeof(ILlmProvider), [|typeof(AcmeProvider)|]);")]
    [InlineData("services.AddSingleton<[|AcmeProvider|]>(); services.TrackAiProviders();")]
    [InlineData("services.AddSingleton([|new AcmeProvider()|]); services.TrackAiProviders();")]
    [InlineData(
        "services.AddSingleton<[|AcmeProvider|]>(); services.TrackAiProviders(); services.AddSingleton<ILlmProvider>(sp => "
        + "sp.GetRequiredService<AcmeProvider>());")]
    public Task A_registration_that_TrackAiProviders_does_not_cover_is_reported(string body)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ void Configure(IServiceCollection services) {{ {body} }} }}");

    [Fact]
    public Task A_registration_in_a_method_of_its_own_counts_where_that_method_is_called() => Verify.VerifyProgramAsync(Usings + """
        var services = new ServiceCollection();
        services.AddEarly();
        services.TrackAiProviders();
        services.AddLate();

        static class Registrations
        {
            public static void AddEarly(this IServiceCollection services) => services.AddSingleton<ILlmProvider, AcmeProvider>();

            public static void AddLate(this IServiceCollection services) => services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();
        }
        """);

    [Fact]
    public Task Top_level_statements_are_no_composition_root() => Verify.VerifyProgramAsync(Usings + """
        ILlmProvider llm = [|new LlmAbstraction()|];
        Console.WriteLine(llm.Name);
        """);

    [Fact]
    public Task An_interface_that_an_assembly_names_is_tracked() => Verify.VerifyAnalyzerAsync("""
        [assembly: TokenTracking.TrackAiUsage(typeof(IForeign))]

        public interface IForeign { Task<TokenTracking.LlmResult> AskAsync(string question); }

        public interface IChild : IForeign;

        public class Foreign : IForeign { public Task<TokenTracking.LlmResult> AskAsync(string question) => null!; }

        public record struct Small : IChild { public Task<TokenTracking.LlmResult> AskAsync(string question) => null!; }

        class C
        {
            IForeign Make() => [|new Foreign()|];

            IForeign Other() => [|new Small()|];
        }
        """);

    [Fact]
    public Task A_provider_that_is_a_part_of_a_provider_is_judged_with_the_outer_one() => Verify.VerifyAnalyzerAsync(Usings + """
        class Fallback(ILlmProvider first) : ILlmProvider
        {
            private readonly ILlmProvider _second = new AcmeProvider();

            public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => (request.Model is null ? first : _second).CompleteAsync(request, cancellationToken);

            public static ILlmProvider Create() => [|new Fallback(new AcmeProvider())|];
        }
        """);

    [Fact]
    public Task The_message_names_the_class_and_the_interface() => Verify.VerifyAnalyzerAsync(
        Usings + "class C { ILlmProvider Make() => new LlmAbstraction(); }",
        Verify.Diagnostic("TT1001").WithSpan("Test.cs", 5, 34, 5, 54).WithArguments("LlmAbstraction", "ILlmProvider"));

    [Fact]
    public Task Without_the_runtime_there_is_nothing_to_say()
    {
        var test = new AnalyzerTest(new UntrackedConstructionAnalyzer(), new DiscardedUsageAnalyzer())
        {
            References = TestReferences.Framework,
            Prelude = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        test.Sources.Add("Test.cs", """
            class LlmAbstraction { public void Complete() { } }

            class C { void M() => new LlmAbstraction().Complete(); }
            """);
        return test.RunAsync();
    }
}
