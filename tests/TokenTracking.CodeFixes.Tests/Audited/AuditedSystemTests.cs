using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Testing;

namespace TokenTracking.CodeFixes.Tests.Audited;

/// <summary>
/// The five places at which an audited system constructed its abstraction bare: fix-all makes each of them use the factory.
/// </summary>
public class AuditedSystemTests
{
    private const string Usings = "using TokenTracking;\nusing TokenTracking.Providers;\n\n";

    [Fact]
    public Task Fix_all_makes_the_five_places_use_the_factory()
    {
        var test = new CodeFixTest(new UntrackedConstructionAnalyzer(), new UntrackedConstructionCodeFixProvider())
        {
            Key = UntrackedConstructionCodeFixProvider.UseFactoryKey,
        };
        Add(test, "AdvancedParser", """
            public sealed class AdvancedParser
            {
                private readonly LlmAbstraction _llm;

                public AdvancedParser() => _llm = [|new LlmAbstraction()|];

                public async Task<string> ParseAsync(string text) => (await _llm.CompleteAsync(new LlmRequest { Prompt = text })).Text;
            }
            """, ("private readonly LlmAbstraction", "private readonly ILlmProvider"));
        Add(test, "IntelligentEnricher", """
            public sealed class IntelligentEnricher
            {
                private readonly ILlmProvider _llm = [|new LlmAbstraction()|];

                public Task<LlmResult> EnrichAsync(string task) => _llm.CompleteAsync(new LlmRequest { Prompt = task });
            }
            """);
        Add(test, "CoreEngine", """
            public sealed class CoreEngine(ILlmProvider? llm = null)
            {
                private ILlmProvider Llm { get; } = llm ?? [|new LlmAbstraction()|];

                public Task<LlmResult> RunAsync(string task) => Llm.CompleteAsync(new LlmRequest { Prompt = task });
            }
            """);
        Add(test, "AnalysisEngine", """
            public sealed class AnalysisEngine
            {
                private ILlmProvider? _llm;

                private ILlmProvider Llm => _llm ??= [|new LlmAbstraction()|];

                public Task<LlmResult> AnalyzeAsync(string project) => Llm.CompleteAsync(new LlmRequest { Prompt = project });
            }
            """);
        Add(test, "IntegrationAnalysis", """
            public static class IntegrationAnalysis
            {
                public static async Task<string> RunAsync(ITokenTracker tracker, string text)
                {
                    LlmAbstraction llm = [|new()|];
                    var result = await llm.CompleteAsync(new LlmRequest { Prompt = text });
                    return result.Text;
                }
            }
            """, ("LlmAbstraction llm = LlmFactory.Create()", "ILlmProvider llm = LlmFactory.Create(tracker: tracker)"));
        return test.RunAsync();
    }

    private static void Add(CodeFixTest test, string name, string source, params (string Old, string New)[] further)
    {
        var made = source.Replace("[|new LlmAbstraction()|]", "LlmFactory.Create()", StringComparison.Ordinal)
            .Replace("[|new()|]", "LlmFactory.Create()", StringComparison.Ordinal);
        foreach (var (old, @new) in further)
            made = made.Replace(old, @new, StringComparison.Ordinal);
        test.Sources.Add(name + ".cs", Usings + source);
        test.FixedSources.Add(name + ".cs", Usings + made);
    }
}
