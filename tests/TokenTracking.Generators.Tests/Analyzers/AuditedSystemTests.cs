using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT1003;
using TokenTracking.Generators.Analyzers.Rules.TT1004;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Analyzers.Rules.TT1006;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>
/// The places at which an audited system lost nine tenths of its tokens: five bare abstractions, three providers that keep the text alone.
/// </summary>
public class AuditedSystemTests
{
    private const string Usings = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Fact]
    public async Task Exactly_the_audited_places_are_found()
    {
        var test = new AnalyzerTest(
            new UntrackedConstructionAnalyzer(), new DiscardedUsageAnalyzer(), new MissingUsageAnalyzer(), new AbandonedStreamAnalyzer(),
            new TrackedTwiceAnalyzer(), new UsageAddedTwiceAnalyzer(), new UntrackedSdkCallAnalyzer(), new RawHttpCallAnalyzer());
        test.Sources.Add("AdvancedParser.cs", Usings + """
            public sealed class AdvancedParser
            {
                private readonly LlmAbstraction _llm;

                public AdvancedParser() => _llm = {|TT1001:new LlmAbstraction()|};

                public async Task<string> ParseAsync(string description)
                    => (await _llm.CompleteAsync(new LlmRequest { Prompt = description })).Text;
            }
            """);
        test.Sources.Add("IntelligentEnricher.cs", Usings + """
            public sealed class IntelligentEnricher
            {
                private readonly ILlmProvider _llm = {|TT1001:new LlmAbstraction()|};

                public async Task<string> EnrichAsync(string task)
                {
                    var result = await _llm.CompleteAsync(new LlmRequest { Prompt = task });
                    return result.Text;
                }
            }
            """);
        test.Sources.Add("CoreEngine.cs", Usings + """
            public sealed class CoreEngine(ILlmProvider? llm = null)
            {
                private ILlmProvider Llm { get; } = llm ?? {|TT1001:new LlmAbstraction()|};

                public Task<LlmResult> RunAsync(string task) => Llm.CompleteAsync(new LlmRequest { Prompt = task });
            }
            """);
        test.Sources.Add("AnalysisEngine.cs", Usings + """
            public sealed class AnalysisEngine
            {
                private ILlmProvider? _llm;

                private ILlmProvider Llm => _llm ??= {|TT1001:new LlmAbstraction()|};

                public Task<LlmResult> AnalyzeAsync(string project) => Llm.CompleteAsync(new LlmRequest { Prompt = project });
            }
            """);
        test.Sources.Add("IntegrationAnalysis.cs", Usings + """
            public static class IntegrationAnalysis
            {
                public static async Task<string> RunAsync(string text)
                {
                    LlmAbstraction llm = {|TT1001:new()|};
                    var result = await llm.CompleteAsync(new LlmRequest { Prompt = text });
                    return result.Text;
                }
            }
            """);
        test.Sources.Add("Providers.cs", Usings + """
            public sealed class ClaudeClient(HttpClient client)
            {
                public async Task<string?> CompleteAsync(string prompt)
                {
                    using var response = await {|TT2002:client.PostAsJsonAsync(
                        "https://api.anthropic.com/v1/messages", new { model = "claude", prompt })|};
                    var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                    return data.GetProperty("content")[0].GetProperty("text").GetString();
                }
            }

            public sealed class GptClient(HttpClient client, string baseUrl)
            {
                public async Task<string?> CompleteAsync(object[] messages)
                {
                    using var response = await {|TT2002:client.PostAsJsonAsync($"{baseUrl}/chat/completions", new { messages })|};
                    var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                    return data.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
                }
            }

            public sealed class OllamaClient(HttpClient client, string nativeUrl)
            {
                public async Task<string?> CompleteAsync(string prompt)
                {
                    using var response = await {|TT2002:client.PostAsJsonAsync($"{nativeUrl}/api/generate", new { prompt })|};
                    var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                    return data.GetProperty("response").GetString();
                }
            }
            """);
        await test.RunAsync();
    }
}
