using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Knowledge;

/// <summary>Several assemblies may declare the same full name, as Microsoft.Agents.AI does for extensions of Microsoft.Extensions.AI: all
/// of them count.</summary>
public class DeclaredTwiceTests
{
    private const string Extensions = "namespace Microsoft.Extensions.AI { "
        + "public static class ChatClientExtensions { public static void AsAgent(this object o) { } } }";

    private static readonly string[] Sdks = ["OpenAI", "System.ClientModel", "Microsoft.Extensions.AI.Abstractions"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_call_of_the_SDK_is_found_wherever_its_twin_is_referenced(bool isFirst)
        => SdkCallAsync("[|client.GetResponseAsync(\"hi\")|]", "IChatClient", Extensions, isFirst);

    [Fact]
    public Task A_call_of_the_SDK_is_found_beside_a_class_of_the_project_with_the_same_name()
    {
        var test = Test([.. TestedProject.References, .. TestReferences.Named(Sdks)]);
        test.Sources.Add("Own.cs", Extensions.Replace("public static class", "static class", StringComparison.Ordinal));
        return RunAsync(test, "[|client.GetResponseAsync(\"hi\")|]", "IChatClient");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_type_that_the_project_cannot_use_hides_nothing(bool isFirst)
        => SdkCallAsync("[|client.GetResponseAsync(\"hi\")|]", "IChatClient",
            Extensions.Replace("public static class", "static class", StringComparison.Ordinal), isFirst);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Both_declarations_of_a_billed_method_are_found(bool isFirst) => SdkCallAsync(
        "[|client.ChatAsync()|]",
        "Ollama.Client",
        """
        namespace OllamaSharp
        {
            public static class OllamaApiClientExtensions
            {
                public static System.Threading.Tasks.Task ChatAsync(this Ollama.Client c) => null!;
            }
        }

        namespace Ollama { public class Client; }
        """,
        isFirst,
        "namespace OllamaSharp { static class OllamaApiClientExtensions { public static void Other() { } } }");

    [Fact]
    public Task A_billed_method_of_the_team_is_found_in_either_assembly()
    {
        const string Source = "namespace Acme { public class Llm { public System.Threading.Tasks.Task AskAsync() => null!; } }";
        var references = TestedProject.References.Append(Assembly("First", "namespace Acme { public class Llm; }", []))
            .Append(Assembly("Second", Source, ["second"]));
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References = [.. references],
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["token_tracking.billed_methods"] = "Acme.Llm.Ask" },
        };
        test.Sources.Add("Test.cs",
            "extern alias second;\nclass C { System.Threading.Tasks.Task Ask(second::Acme.Llm client) => [|client.AskAsync()|]; }");
        return test.RunAsync();
    }

    [Fact]
    public Task An_internal_copy_of_a_runtime_type_hides_nothing()
    {
        const string Copy = "namespace TokenTracking { "
            + "class TokenUsage; interface ITokenTracker; class TrackAiUsageAttribute : System.Attribute; }";
        var test = new AnalyzerTest(
            new DiscardedUsageAnalyzer()) { References = [Assembly("Copies", Copy, []), .. TestedProject.References] };
        test.Sources.Add("Test.cs", """
            using TokenTracking.Providers;

            class C { async Task Ask(OpenAIProvider provider) => await [|provider.CompleteAsync(new LlmRequest { Prompt = "hi" })|]; }
            """);
        return test.RunAsync();
    }

    private static Task SdkCallAsync(string call, string client, string twin, bool isFirst, string? own = null)
    {
        IReadOnlyList<MetadataReference> known = [.. TestedProject.References, .. TestReferences.Named(Sdks)];
        var other = Assembly("Twin", twin, []);
        var test = Test(isFirst ? [other, .. known] : [.. known, other]);
        if (own is not null)
            test.Sources.Add("Own.cs", own);
        return RunAsync(test, call, client);
    }

    private static AnalyzerTest Test(IReadOnlyList<MetadataReference> references)
        => new(new UntrackedSdkCallAnalyzer()) { References = references };

    private static Task RunAsync(AnalyzerTest test, string call, string client)
    {
        test.Sources.Add("Test.cs", $$"""
            using Microsoft.Extensions.AI;
            using OllamaSharp;

            class C { Task Ask({{client}} client) => {{call}}; }

            namespace OllamaSharp { class Anything; }
            """);
        return test.RunAsync();
    }

    private static PortableExecutableReference Assembly(string name, string source, string[] aliases)
    {
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source, TestedProject.ParseOptions)], TestReferences.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray(), new MetadataReferenceProperties(aliases: [.. aliases]));
    }
}
