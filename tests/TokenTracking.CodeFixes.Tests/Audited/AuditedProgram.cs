namespace TokenTracking.CodeFixes.Tests.Audited;

/// <summary>
/// The system that was audited, rebuilt: five places construct the abstraction bare, three providers keep the text of an answer and drop
/// its usage, and one engine is wrapped. A run of it makes one call at each place.
/// </summary>
internal static class AuditedProgram
{
    private const string Usings = "using TokenTracking;\nusing TokenTracking.Providers;\n\n";

    /// <summary>How many places call an LLM, and how many requests a run makes.</summary>
    public const int Places = 9;

    /// <summary>The sources by file name; what is found in them is marked.</summary>
    public static IReadOnlyDictionary<string, string> Sources { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AdvancedParser.cs"] = Usings + """
            public sealed class AdvancedParser
            {
                private readonly LlmAbstraction _llm;

                public AdvancedParser(ITokenTracker tracker) => _llm = {|TT1001:new LlmAbstraction()|};

                public async Task<string> ParseAsync(string description)
                    => (await _llm.CompleteAsync(new LlmRequest { Prompt = description })).Text;
            }
            """,
        ["IntelligentEnricher.cs"] = Usings + """
            public sealed class IntelligentEnricher(ITokenTracker tracker)
            {
                private readonly ILlmProvider _llm = {|TT1001:new LlmAbstraction()|};

                public ITokenTracker Tracker => tracker;

                public async Task<string> EnrichAsync(string task)
                {
                    var result = await _llm.CompleteAsync(new LlmRequest { Prompt = task });
                    return result.Text;
                }
            }
            """,
        ["CoreEngine.cs"] = Usings + """
            public sealed class CoreEngine(ITokenTracker tracker, ILlmProvider? llm = null)
            {
                public ITokenTracker Tracker => tracker;

                private ILlmProvider Llm { get; } = llm ?? {|TT1001:new LlmAbstraction()|};

                public Task<LlmResult> RunAsync(string task) => Llm.CompleteAsync(new LlmRequest { Prompt = task });
            }
            """,
        ["AnalysisEngine.cs"] = Usings + """
            public sealed class AnalysisEngine(ITokenTracker tracker)
            {
                private ILlmProvider? _llm;

                public ITokenTracker Tracker => tracker;

                private ILlmProvider Llm => _llm ??= {|TT1001:new LlmAbstraction()|};

                public Task<LlmResult> AnalyzeAsync(string project) => Llm.CompleteAsync(new LlmRequest { Prompt = project });
            }
            """,
        ["IntegrationAnalysis.cs"] = Usings + """
            public static class IntegrationAnalysis
            {
                public static async Task<string> RunAsync(ITokenTracker tracker, string text)
                {
                    LlmAbstraction llm = {|TT1001:new()|};
                    var result = await llm.CompleteAsync(new LlmRequest { Prompt = text });
                    return result.Text;
                }
            }
            """,
        ["Providers.cs"] = Usings + """
            public sealed class ClaudeText(AnthropicProvider provider, ITokenTracker tracker)
            {
                public ITokenTracker Tracker => tracker;

                public async Task<string> CompleteAsync(string prompt)
                {
                    var data = await {|TT1002:provider.CompleteAsync(new LlmRequest { Prompt = prompt })|};
                    return data.Text;
                }
            }

            public sealed class GptText(OpenAIProvider provider, ITokenTracker tracker)
            {
                public ITokenTracker Tracker => tracker;

                public async Task<string> CompleteAsync(string prompt)
                    => (await {|TT1002:provider.CompleteAsync(new LlmRequest { Prompt = prompt })|}).Text;
            }

            public sealed class OllamaText(LocalLlmProvider provider, ITokenTracker tracker)
            {
                public ITokenTracker Tracker => tracker;

                public Task<string> CompleteAsync(string prompt) => AskAsync(new LlmRequest { Prompt = prompt });

                private async Task<string> AskAsync(LlmRequest request)
                {
                    return await {|TT1002:provider.CompleteAsync(request)|} is { Text: var text } ? text : "";
                }
            }
            """,
        ["Program.cs"] = Usings + """
            public static class Program
            {
                [AiCompositionRoot]
                public static async Task<string> RunAsync(ITokenTracker tracker)
                {
                    var wrapped = LlmFactory.Create(tracker: tracker);
                    return string.Join(", ",
                        await new AdvancedParser(tracker).ParseAsync("a"),
                        await new IntelligentEnricher(tracker).EnrichAsync("b"),
                        (await new CoreEngine(tracker).RunAsync("c")).Text,
                        (await new AnalysisEngine(tracker).AnalyzeAsync("d")).Text,
                        await IntegrationAnalysis.RunAsync(tracker, "e"),
                        await new ClaudeText(new AnthropicProvider(), tracker).CompleteAsync("f"),
                        await new GptText(new OpenAIProvider(), tracker).CompleteAsync("g"),
                        await new OllamaText(new LocalLlmProvider(), tracker).CompleteAsync("h"),
                        (await wrapped.CompleteAsync(new LlmRequest { Prompt = "i" })).Text);
                }
            }
            """,
    };
}
