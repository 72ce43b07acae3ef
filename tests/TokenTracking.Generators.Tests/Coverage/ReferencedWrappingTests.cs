namespace TokenTracking.Generators.Tests.Coverage;

/// <summary>What a referenced project wraps counts for those that reference it; the compiler sees no method bodies of it.</summary>
public class ReferencedWrappingTests
{
    private const string Site = "class C(ILlmProvider llm) { Task<LlmResult> Ask(LlmRequest r) => llm.CompleteAsync(r); }";
    private const string Tracked = "1 LLM call sites: 1 tracked, 0 assumed, 0 declined, 0 untracked";
    private const string Assumed = "1 LLM call sites: 0 tracked, 1 assumed, 0 declined, 0 untracked";

    [Theory]
    [InlineData(Tracked, "public static ILlmProvider Make(ITokenTracker t) => new AcmeProvider().WithTokenTracking(t);")]
    [InlineData(Tracked, "public static ILlmProvider? Make(AcmeProvider? p, ITokenTracker t) => p?.WithTokenTracking(t);")]
    [InlineData(Tracked, "public static ILlmProvider Make(ITokenTracker t) => LlmFactory.Create(tracker: t);")]
    [InlineData(Tracked, "public static ILlmProvider Make(ITokenTracker t) => TokenTracking.Providers.LlmFactory.Create(tracker: t);")]
    [InlineData(Tracked, "public static void Use(LlmAbstraction a, ITokenTracker t) => a.UseTracker(t);")]
    [InlineData(
        Tracked, "public static void Add(IServiceCollection s) => s.AddSingleton<ILlmProvider, AcmeProvider>().TrackAiProviders();")]
    [InlineData(Assumed, "public static ILlmProvider Make() => LlmFactory.Create(trackTokens: false);")]
    [InlineData(Assumed, "public static ILlmProvider Make() => new AcmeProvider();")]
    [InlineData(Assumed, "public static IOther Make(IOther o, ITokenTracker t) => o.WithTokenTracking(t);")]
    public async Task A_call_on_an_interface_is_tracked_where_a_reference_wraps_it(string figures, string member)
    {
        var library = CoverageRun.Named("Library", $$"""
            namespace Library;

            public static class Root { {{member}} }

            [TrackAiUsage] public interface IOther { Task<LlmResult> AskAsync(); }
            """);

        Assert.Equal(figures, await CoverageRun.Of(Site, library.ToReferenceAssembly()).FiguresAsync());
    }

    [Fact]
    public async Task Registrations_of_a_reference_cover_the_interfaces_that_it_knows_and_no_others()
    {
        var library = CoverageRun.Named("Library", """
            namespace Library;

            public static class Root { public static void Add(IServiceCollection services) => services.TrackAiProviders(); }

            [TrackAiUsage] public interface IKnown { Task<LlmResult> AskAsync(); }
            """).ToReferenceAssembly();

        Assert.Equal("2 LLM call sites: 1 tracked, 1 assumed, 0 declined, 0 untracked", await CoverageRun.Of("""
            using Library;

            class C(IKnown known, IUnknown unknown)
            {
                Task<LlmResult> Known() => known.AskAsync();

                Task<LlmResult> Unknown() => unknown.AskAsync();
            }

            [TrackAiUsage] interface IUnknown { Task<LlmResult> AskAsync(); }
            """, library).FiguresAsync());
    }

    [Fact]
    public async Task The_runtime_that_wraps_what_it_is_handed_says_nothing_of_a_program()
        => Assert.Equal(Assumed, await CoverageRun.Of(Site).FiguresAsync());
}
