using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT4002;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Inventory;

/// <summary>TT4002 over code that does not reference the runtime.</summary>
public class InventoryTests
{
    private const string Usings = """
        using System;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;

        """;

    [Fact]
    public async Task A_build_that_nobody_audits_has_no_inventory()
        => Assert.Empty(await FindAsync(
            "class C { Task Ask(HttpClient c) => c.PostAsync(\"https://api.openai.com/v1/responses\", null); }", isAudit: false));

    [Theory]
    [InlineData("data.GetProperty(\"choices\")[0].GetProperty(\"text\").GetString() /* usage */", "discarded")]
    [InlineData("data.GetProperty(\"usage\").GetProperty(\"total_tokens\").ToString() // text", "read")]
    [InlineData("data.GetProperty(\"prompt_eval_count\").ToString() // text", "read")]
    [InlineData("new { stream_options = new { include_usage = true } }.ToString() + data.ToString() // text", "discarded")]
    public async Task A_request_of_code_without_the_runtime_is_found_with_what_becomes_of_its_usage(string text, string usage)
    {
        var found = await OneAsync($$"""
            namespace Acme;

            class Chat
            {
                public async Task<string> Ask(HttpClient client)
                {
                    for (var i = 0; ; i++)
                    {
                        var response = await client.PostAsync("https://api.openai.com/v1/chat/completions", null);
                        var data = await response.Content.ReadFromJsonAsync<JsonElement>();
                        return {{text}}
                        ;
                    }
                }
            }
            """);

        var call = Assert.Single(found("calls")).Split('\t');
        Assert.Equal(
            ["Acme.Chat", "Ask", "http", "", "https://api.openai.com/v1/chat/completions", "untracked", usage, "", "", "loop", ""],
            call[1..]);
    }

    [Theory]
    [InlineData("Answer", "read")]
    [InlineData("Answer[]", "read")]
    [InlineData("Choice", "discarded")]
    [InlineData("Page<Answer>", "read")]
    public async Task A_request_whose_answer_is_returned_with_its_counts_is_read(string result, string usage)
    {
        var found = await OneAsync($$"""
            class Answer { public Choice? Choice { get; set; } public Counts? Bill { get; set; } }

            class Counts { public int PromptTokens { get; set; } }

            class Choice { public string Text { get; set; } = ""; public Choice? Next { get; set; } }

            class Page<T> { public T? Item { get; set; } }

            class Chat
            {
                public async Task<{{result}}?> Ask(HttpClient client)
                {
                    var response = await client.PostAsync("https://api.openai.com/v1/chat/completions", null);
                    return await response.Content.ReadFromJsonAsync<{{result}}>();
                }
            }
            """);

        Assert.Equal(usage, Assert.Single(found("calls")).Split('\t')[7]);
    }

    [Fact]
    public async Task A_call_of_an_SDK_is_found_with_the_assembly_of_the_SDK()
    {
        var found = await OneAsync("""
            using Microsoft.Extensions.AI;

            class Chat(IChatClient client)
            {
                public async Task<string> Text() => (await client.GetResponseAsync("a")).Text;

                public Task<ChatResponse> Whole() => client.GetResponseAsync("a");

                public object Stream() => client.GetStreamingResponseAsync("a");
            }
            """);

        Assert.Equal(
            [
                "Text sdk Microsoft.Extensions.AI.Abstractions untracked discarded ",
                "Whole sdk Microsoft.Extensions.AI.Abstractions untracked read ",
                "Stream sdk Microsoft.Extensions.AI.Abstractions untracked read streamed",
            ],
            found("calls").Select(static line => line.Split('\t'))
                .Select(static call => $"{call[2]} {call[3]} {call[4]} {call[6]} {call[7]} {call[8]}"));
    }

    [Fact]
    public async Task A_stream_without_usage_is_told_from_one_with_it()
    {
        var found = await OneAsync("""
            class Without
            {
                Task Ask(HttpClient c) => c.PostAsJsonAsync(
                    "https://api.openai.com/v1/chat/completions", new { messages = "a", stream = true });
            }

            class With
            {
                Task Ask(HttpClient c) => c.PostAsJsonAsync("https://api.openai.com/v1/chat/completions",
                    new { messages = "a", stream = true, stream_options = new { include_usage = true } });
            }
            """);

        Assert.Equal(
            ["Without withoutUsage", "With "],
            found("calls").Select(static line => line.Split('\t')).Select(static call => $"{call[1]} {call[9]}"));
    }

    [Fact]
    public async Task A_type_is_named_with_its_assembly()
    {
        var found = Assert.Single(await FindAsync("namespace N { class Outer<T> { class Inner { } } }", isAudit: true));

        Assert.Equal(
            ["N.Outer.Inner@Tested", "N.Outer@Tested"], found.Properties["types"]!.Split('\n').Select(static line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Links_and_types_are_those_of_the_code_itself()
    {
        var found = await OneAsync("""
            interface IChat { Task<string> Ask(); }

            class Chat : IChat, IDisposable
            {
                public Task<string> Ask() => Task.FromResult(Private());

                string Private() => "a".Trim();

                public void Dispose() { }
            }

            class User
            {
                readonly IChat _chat = new Chat();

                public async Task Use() { while (true) { await _chat.Ask(); await _chat.Ask(); } }
            }
            """);

        Assert.Equal(
            ["Chat Ask calls Chat Private 1 ", "User Use calls IChat Ask 2 loop", "User _chat creates Chat .ctor 1 "],
            found("links").Select(static line => line.Split('\t')).Select(static f => $"{f[0]} {f[1]} {f[2]} {f[3]} {f[4]} {f[6]} {f[7]}"));
        Assert.Equal(
            ["Chat IChat", "IChat ", "User "],
            found("types").Select(static line => line.Split('\t')).Select(static f => $"{f[0]} {f[1]}"));
    }

    [Fact]
    public async Task Models_are_found_where_they_are_named_and_a_car_is_none()
    {
        var found = await OneAsync("""
            class Settings
            {
                public string Model { get; set; } = "gpt-4o";

                const string SmallModel = "claude-haiku-4-5";

                public string LocalModel = "llama3:8b";
            }

            class Car
            {
                public string Model { get; set; } = "Corolla";

                public const string TypeModel = "global::Acme.Models";

                public static object Body() => new { model = "gpt-4o-mini", messages = "a" };

                public static string Raw() => "{ \"model\": \"gemini-2.5-pro\", \"messages\": [] }";
            }
            """);

        Assert.Equal(
            ["claude-haiku-4-5 Settings ", "gemini-2.5-pro Car ", "gpt-4o Settings ", "gpt-4o-mini Car ", "llama3:8b Settings own"],
            found("models").Select(static line => line.Split('\t')).Select(static f => $"{f[1]} {f[2]} {f[3]}")
                .Order(StringComparer.Ordinal));
    }

    private static async Task<Func<string, IEnumerable<string>>> OneAsync(string source)
    {
        var found = Assert.Single(await FindAsync(source, isAudit: true));
        return name => found.Properties[name]!.Replace("@Tested", "", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(string source, bool isAudit)
    {
        var compilation = CSharpCompilation.Create(
            "Tested", [CSharpSyntaxTree.ParseText(Usings + source, TestedProject.ParseOptions, "/src/Tested.cs")],
            [.. TestReferences.Framework, .. TestReferences.Named("Microsoft.Extensions.AI.Abstractions")],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var options = new AnalyzerOptions([], new BuildProperties(isAudit ? "true" : ""));
        return await compilation.WithAnalyzers([new CallInventoryAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class BuildProperties(string audit) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(audit);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string audit) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
                => (value = key == CallInventoryAnalyzer.Property ? audit : null) is not null;
        }
    }
}
