using System.Text.Json;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>
/// A system that was once audited by reading: three providers that keep the text of a response alone, an abstraction over them, and five
/// places that create it. The command finds the same eight components and nothing else.
/// </summary>
public class AuditedSystemTests
{
    private const string Providers = """
        using System.Net.Http.Json;
        using System.Text.Json;

        namespace Marcus.Ai.Providers;

        public interface ILlmProvider
        {
            Task<string> AnalyzeTaskAsync(string task);

            Task<string> CompleteAsync(string prompt);
        }

        public sealed class AnthropicProvider : ILlmProvider
        {
            private const string BaseUrl = "https://api.anthropic.com/v1";
            private readonly HttpClient _client = new();
            private readonly string _model = "claude-3-haiku-20240307";

            public Task<string> AnalyzeTaskAsync(string task) => CallClaudeAsync("analyze " + task);

            public Task<string> CompleteAsync(string prompt) => CallClaudeAsync(prompt);

            private async Task<string> CallClaudeAsync(string prompt)
            {
                using var response = await _client.PostAsJsonAsync($"{BaseUrl}/messages", new { model = _model, prompt });
                var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                return data.GetProperty("content")[0].GetProperty("text").GetString()!; // usage is thrown away
            }
        }

        public sealed class OpenAIProvider : ILlmProvider
        {
            private readonly HttpClient _client = new();
            private readonly string _baseUrl = "https://api.openai.com/v1";

            public Task<string> AnalyzeTaskAsync(string task) => CallOpenAiAsync("analyze " + task);

            public Task<string> CompleteAsync(string prompt) => CallOpenAiAsync(prompt);

            private async Task<string> CallOpenAiAsync(string prompt)
            {
                using var response = await _client.PostAsJsonAsync(
                    $"{_baseUrl}/chat/completions", new { model = "gpt-3.5-turbo", messages = new[] { new { content = prompt } } });
                var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                return data.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
            }
        }

        public sealed class LocalLlmProvider : ILlmProvider
        {
            private readonly HttpClient _client = new() { BaseAddress = new Uri("http://localhost:11434") };

            public async Task<string> AnalyzeTaskAsync(string task)
            {
                using var response = await _client.PostAsJsonAsync("/v1/chat/completions", new { model = "llama3:8b", messages = task });
                var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                return data.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
            }

            public async Task<string> CompleteAsync(string prompt)
            {
                using var response = await _client.PostAsJsonAsync("/api/generate", new { model = "llama3:8b", prompt, stream = false });
                var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                return data.GetProperty("response").GetString()!;
            }
        }

        public sealed class LlmAbstraction
        {
            private readonly Dictionary<string, ILlmProvider> _providers = new()
            {
                ["anthropic"] = new AnthropicProvider(), ["openai"] = new OpenAIProvider(), ["local"] = new LocalLlmProvider(),
            };

            public async Task<string> AnalyzeAsync(string text)
            {
                foreach (var provider in _providers.Values)
                {
                    if (await provider.AnalyzeTaskAsync(text) is { Length: > 0 } answer)
                        return answer;
                }

                return "";
            }

            public Task<string> AskAsync(string text) => _providers["anthropic"].CompleteAsync(text);
        }
        """;

    private const string Users = """
        using Marcus.Ai.Providers;

        namespace Marcus;

        public sealed class AdvancedParser
        {
            private readonly LlmAbstraction _llm = new();

            public Task<string> ParseAsync(string text) => _llm.AskAsync(text);
        }

        public sealed class IntelligentEnricher
        {
            private readonly LlmAbstraction _llm;

            public IntelligentEnricher() => _llm = new LlmAbstraction();

            public async Task<string> EnrichAsync(string task) => (await _llm.AnalyzeAsync(task)).Trim();
        }

        public sealed class CoreEngine(LlmAbstraction? llm = null)
        {
            private LlmAbstraction Llm { get; } = llm ?? new LlmAbstraction();

            public Task<string> RunAsync(string task) => Llm.AskAsync(task);
        }

        public sealed class AnalysisEngine
        {
            private LlmAbstraction? _llm;

            private LlmAbstraction Llm => _llm ??= new LlmAbstraction();

            public async Task<int> AnalyzeProjectAsync(IEnumerable<string> tasks)
            {
                var length = 0;
                foreach (var task in tasks)
                    length += (await Llm.AnalyzeAsync(task)).Length;
                return length;
            }
        }

        public static class IntegrationAnalysis
        {
            public static async Task<string> RunAsync(string text)
            {
                LlmAbstraction llm = new();
                return await llm.AskAsync(text);
            }
        }

        public sealed class Server
        {
            private readonly AdvancedParser _parser = new();

            public Task<string> CreateProjectAsync(string text) => _parser.ParseAsync(text);
        }
        """;

    [Fact]
    public async Task The_audit_by_reading_and_by_the_command_find_the_same()
    {
        const string Properties = "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>";
        using var code = new CodeBase()
            .WithProject("src/Providers/Providers.csproj", "net10.0", Properties).With("src/Providers/Providers.cs", Providers)
            .WithProject(
                "src/Marcus/Marcus.csproj", "net10.0", Properties, """<ProjectReference Include="../Providers/Providers.csproj" />""")
            .With("src/Marcus/Users.cs", Users)
            .With("Marcus.slnx", """
                <Solution><Project Path="src/Providers/Providers.csproj" /><Project Path="src/Marcus/Marcus.csproj" /></Solution>
                """);

        var run = await CodeBase.RunAsync("audit", code.Folder, "--format", "json");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        using var document = JsonDocument.Parse(run.Out);
        var root = document.RootElement;
        Assert.Equal(
            [
                "AnthropicProvider 1 no CRITICAL usage of the response is discarded",
                "OpenAIProvider 1 no CRITICAL usage of the response is discarded",
                "LocalLlmProvider 2 no CRITICAL usage of the response is discarded",
                "AnalysisEngine 1 no CRITICAL creates an untracked provider: AnthropicProvider, LocalLlmProvider, OpenAIProvider",
                "AdvancedParser 1 no HIGH creates an untracked provider: AnthropicProvider, LocalLlmProvider, OpenAIProvider",
                "IntelligentEnricher 1 no HIGH creates an untracked provider: AnthropicProvider, LocalLlmProvider, OpenAIProvider",
                "CoreEngine 1 no HIGH creates an untracked provider: AnthropicProvider, LocalLlmProvider, OpenAIProvider",
                "IntegrationAnalysis 1 no HIGH creates an untracked provider: AnthropicProvider, LocalLlmProvider, OpenAIProvider",
            ],
            root.GetProperty("components").EnumerateArray().Select(static row
                => $"{row.GetProperty("component")} {row.GetProperty("sites")} {row.GetProperty("tracked")} {row.GetProperty("priority")} "
                    + string.Join("; ", row.GetProperty("lost").EnumerateArray().Select(static lost => lost.GetString()))));
        Assert.Equal(0m, root.GetProperty("percentage").GetDecimal());
        var steps = root.GetProperty("steps").EnumerateArray().Select(static step => step.GetString()!).ToList();
        Assert.StartsWith(
            "Add the package TokenTracking to src/Providers/Providers.csproj, and put TokenTrackingHandler under the HttpClient of "
            + "AnthropicProvider (src/Providers/Providers.cs:25), OpenAIProvider (", steps[0], StringComparison.Ordinal);
        Assert.StartsWith("Add [TrackAiUsage] to ILlmProvider (src/Providers/Providers.cs:6)", steps[1], StringComparison.Ordinal);
        Assert.Contains(
            "at src/Marcus/Users.cs:32, src/Marcus/Users.cs:7, src/Marcus/Users.cs:16, src/Marcus/Users.cs:23, src/Marcus/Users.cs:47.",
            steps[2], StringComparison.Ordinal);
    }
}
