using Microsoft.CodeAnalysis;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer,
    TokenTracking.CodeFixes.TT1001.UntrackedConstructionCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class UntrackedConstructionCodeFixProviderTests
{
    private const string UseFactory = UntrackedConstructionCodeFixProvider.UseFactoryKey;
    private const string Wrap = UntrackedConstructionCodeFixProvider.WrapKey;

    [Fact]
    public Task UseFactory_replaces_explicit_and_target_typed_constructions() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking.Providers;

        class Enricher
        {
            private readonly ILlmProvider _llm = [|new LlmAbstraction()|];
            private readonly LlmAbstraction _other = [|new()|];

            public ILlmProvider Make() => /* made here */ [|new LlmAbstraction()|]; // and now
        }
        """,
        UseFactory,
        """
        using TokenTracking.Providers;

        class Enricher
        {
            private readonly ILlmProvider _llm = LlmFactory.Create();
            private readonly ILlmProvider _other = LlmFactory.Create();

            public ILlmProvider Make() => /* made here */ LlmFactory.Create(); // and now
        }
        """);

    [Fact]
    public Task UseFactory_retypes_the_private_field_that_constructors_assign() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine
        {
            private readonly LlmAbstraction _llm;

            public Engine() => _llm = [|new LlmAbstraction()|];

            public Engine(int retries)
            {
                _llm = [|new LlmAbstraction()|];
            }

            public Task<LlmResult> AskAsync(LlmRequest request) => _llm.CompleteAsync(request);
        }
        """,
        UseFactory,
        """
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine
        {
            private readonly ILlmProvider _llm;

            public Engine() => _llm = LlmFactory.Create();

            public Engine(int retries)
            {
                _llm = LlmFactory.Create();
            }

            public Task<LlmResult> AskAsync(LlmRequest request) => _llm.CompleteAsync(request);
        }
        """);

    [Fact]
    public Task UseFactory_carries_arguments_over_by_name_and_adds_the_using() => Verify.VerifyCodeFixAsync(
        """
        // What we ask.
        using Acme;

        class Engine
        {
            public object Make() => [|new TokenTracking.Providers.LlmAbstraction([new AcmeProvider()])|];
        }
        """,
        UseFactory,
        """
        // What we ask.
        using Acme;
        using TokenTracking.Providers;

        class Engine
        {
            public object Make() => LlmFactory.Create(providers: [new AcmeProvider()]);
        }
        """);

    [Fact]
    public Task UseFactory_hands_over_the_tracker_in_scope() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine(ITokenTracker tracker)
        {
            private readonly ILlmProvider _llm = [|new LlmAbstraction()|];

            public ILlmProvider Make(TokenTracker mine, LlmAbstractionOptions options)
                => [|new LlmAbstraction([new Acme.AcmeProvider()], options)|];
        }
        """,
        UseFactory,
        """
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine(ITokenTracker tracker)
        {
            private readonly ILlmProvider _llm = LlmFactory.Create(tracker: tracker);

            public ILlmProvider Make(TokenTracker mine, LlmAbstractionOptions options)
                => LlmFactory.Create(providers: [new Acme.AcmeProvider()], options: options, tracker: mine);
        }
        """);

    [Fact]
    public Task UseFactory_adds_the_first_using_below_the_head_of_the_file() => Verify.VerifyCodeFixAsync(
        """
        // Licensed to Acme.

        class Engine
        {
            public object Make() => [|new TokenTracking.Providers.LlmAbstraction()|];
        }
        """,
        UseFactory,
        """
        // Licensed to Acme.

        using TokenTracking.Providers;

        class Engine
        {
            public object Make() => LlmFactory.Create();
        }
        """);

    [Theory]
    [InlineData("public LlmAbstraction Make() => [|new LlmAbstraction()|];")]
    [InlineData("internal LlmAbstraction Llm = [|new()|];")]
    [InlineData("public ILlmProvider Make() => [|new Acme.AcmeProvider()|];")]
    [InlineData("public void Make() { var llm = [|new LlmAbstraction()|]; System.Console.WriteLine(llm.TracksUsage); }")]
    public Task UseFactory_is_not_offered_where_the_result_would_not_compile(string member)
        => Verify.VerifyNoFixAsync($"using TokenTracking.Providers;\n\nclass C\n{{\n    {member}\n}}\n", UseFactory);

    [Fact]
    public Task Wrap_uses_the_tracker_in_scope() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine
        {
            private readonly ITokenTracker _tracker;
            private AcmeProvider _provider;

            public Engine(TokenTracker tracker)
            {
                _tracker = tracker;
                _provider = [|new AcmeProvider("a")|];
            }

            public ILlmProvider FromField() => [|new AcmeProvider { Key = "b" }|];

            public ILlmProvider FromLocal()
            {
                var mine = _tracker;
                AcmeProvider provider = [|new()|];
                return provider;
            }
        }

        class Primary(ITokenTracker tracker)
        {
            private readonly ILlmProvider _provider = [|new AcmeProvider()|];
        }
        """,
        Wrap,
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class Engine
        {
            private readonly ITokenTracker _tracker;
            private ILlmProvider _provider;

            public Engine(TokenTracker tracker)
            {
                _tracker = tracker;
                _provider = new AcmeProvider("a").WithTokenTracking(tracker);
            }

            public ILlmProvider FromField() => new AcmeProvider { Key = "b" }.WithTokenTracking(_tracker);

            public ILlmProvider FromLocal()
            {
                var mine = _tracker;
                ILlmProvider provider = new AcmeProvider().WithTokenTracking(mine);
                return provider;
            }
        }

        class Primary(ITokenTracker tracker)
        {
            private readonly ILlmProvider _provider = new AcmeProvider().WithTokenTracking(tracker);
        }
        """);

    [Fact]
    public Task Wrap_imports_the_namespace_of_the_extension() => Verify.VerifyCodeFixAsync(
        "class C { object Make(TokenTracking.ITokenTracker @params) => [|new Acme.AcmeProvider()|]; }",
        Wrap,
        "using TokenTracking;\n\nclass C { object Make(TokenTracking.ITokenTracker @params) => new "
        + "Acme.AcmeProvider().WithTokenTracking(@params); }");

    [Theory]
    [InlineData("ILlmProvider Make() => [|new AcmeProvider()|];")]
    [InlineData("static ILlmProvider Make() => [|new AcmeProvider()|]; private readonly ITokenTracker? _tracker = null;")]
    [InlineData("private readonly ITokenTracker _tracker = null!; private readonly ILlmProvider _p = [|new AcmeProvider()|];")]
    [InlineData("AcmeProvider Make(ITokenTracker tracker) => [|new AcmeProvider()|];")]
    [InlineData("void Make(ITokenTracker tracker) { var p = [|new AcmeProvider()|]; p.Configure(\"eu\"); }")]
    [InlineData("ILlmProvider Make() { ILlmProvider p = [|new AcmeProvider()|]; ITokenTracker tracker = TokenTracker.Default; return p; }")]
    public Task Wrap_is_not_offered_without_a_tracker_or_where_the_class_itself_is_needed(string member)
        => Verify.VerifyNoFixAsync(
            $"using Acme;\nusing TokenTracking;\nusing TokenTracking.Providers;\n\nclass C\n{{\n    {member}\n}}\n", Wrap);

    [Fact]
    public Task Wrap_asks_the_container_for_the_tracker_in_a_registration() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        static class Startup
        {
            public static void Configure(IServiceCollection services)
                => services.AddSingleton<ILlmProvider>(
                    provider => [|new AcmeProvider("b")|]);
        }
        """,
        Wrap,
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        static class Startup
        {
            public static void Configure(IServiceCollection services)
                => services.AddSingleton<ILlmProvider>(
                    provider => new AcmeProvider("b").WithTokenTracking(provider.GetRequiredService<ITokenTracker>()));
        }
        """);

    [Fact]
    public async Task Fixes_reach_every_document_of_a_project()
    {
        var test = new CodeFixTest(new UntrackedConstructionAnalyzer(), new UntrackedConstructionCodeFixProvider()) { Key = UseFactory };
        foreach (var name in (string[])["A", "B", "C"])
        {
            test.Sources.Add(name + ".cs", $"class {name} {{ object Make() => [|new TokenTracking.Providers.LlmAbstraction()|]; }}");
            test.FixedSources.Add(
                name + ".cs", $"using TokenTracking.Providers;\n\nclass {name} {{ object Make() => LlmFactory.Create(); }}");
        }

        await test.RunAsync();
    }

    [Fact]
    public Task Wrap_takes_what_an_SDK_makes_of_its_own_client() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking;
        using Vendor;

        [assembly: TrackAiUsage(typeof(IChatClient))]

        class C(ITokenTracker tracker)
        {
            IChatClient Make(Client client) => [|client.AsIChatClient()|];

            T Make<T>() where T : IChatClient, new() => [|new T()|];

            IChatClient MakeAny<T>() where T : IChatClient, new() => [|new T()|];
        }

        namespace Vendor
        {
            public interface IChatClient { Task<LlmResult> AskAsync(string text); }

            public class Client { public IChatClient AsIChatClient() => throw new System.NotSupportedException(); }
        }
        """,
        Wrap,
        """
        using TokenTracking;
        using Vendor;

        [assembly: TrackAiUsage(typeof(IChatClient))]

        class C(ITokenTracker tracker)
        {
            IChatClient Make(Client client) => client.AsIChatClient().WithTokenTracking(tracker);

            T Make<T>() where T : IChatClient, new() => [|new T()|];

            IChatClient MakeAny<T>() where T : IChatClient, new() => new T().WithTokenTracking(tracker);
        }

        namespace Vendor
        {
            public interface IChatClient { Task<LlmResult> AskAsync(string text); }

            public class Client { public IChatClient AsIChatClient() => throw new System.NotSupportedException(); }
        }
        """);

    [Fact]
    public Task Wrap_works_in_top_level_statements() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        var tracker = new TokenTracker(new InMemoryUsageStore());
        ILlmProvider provider = [|new AcmeProvider()|];
        System.Console.WriteLine(provider.Name);
        """,
        Wrap,
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        var tracker = new TokenTracker(new InMemoryUsageStore());
        ILlmProvider provider = new AcmeProvider().WithTokenTracking(tracker);
        System.Console.WriteLine(provider.Name);
        """,
        OutputKind.ConsoleApplication);
}
