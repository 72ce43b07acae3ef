using TokenTracking.CodeFixes.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT2001.UntrackedSdkCallAnalyzer,
    TokenTracking.CodeFixes.TT2001.UntrackedSdkCallCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class UntrackedSdkCallCodeFixProviderTests
{
    private const string TrackType = UntrackedSdkCallCodeFixProvider.TrackTypeKey;

    [Fact]
    public Task Track_type_names_the_interface_once_for_the_assembly()
    {
        var test = new CodeFixTest(new UntrackedSdkCallAnalyzer(), new UntrackedSdkCallCodeFixProvider()) { Key = TrackType };
        test.Sources.Add("A.cs", """
            using Microsoft.Extensions.AI;

            class A(IChatClient client, IEmbeddingGenerator<string, Embedding<float>> embeddings)
            {
                Task First() => [|client.GetResponseAsync("one")|];
                Task Second() => [|client.GetResponseAsync("two")|];
                Task Third() => [|embeddings.GenerateAsync(["three"])|];
            }
            """);
        test.Sources.Add(
            "B.cs", "class B(Microsoft.Extensions.AI.IChatClient client)\n{\n    Task Ask() => [|client.GetResponseAsync([])|];\n}\n");
        test.FixedSources.Add("A.cs", """
            using Microsoft.Extensions.AI;
            using TokenTracking;

            [assembly: TrackAiUsage(typeof(IChatClient))]
            [assembly: TrackAiUsage(typeof(IEmbeddingGenerator<,>))]

            class A(IChatClient client, IEmbeddingGenerator<string, Embedding<float>> embeddings)
            {
                Task First() => client.GetResponseAsync("one");
                Task Second() => client.GetResponseAsync("two");
                Task Third() => embeddings.GenerateAsync(["three"]);
            }
            """);
        test.FixedSources.Add(
            "B.cs", "class B(Microsoft.Extensions.AI.IChatClient client)\n{\n    Task Ask() => client.GetResponseAsync([]);\n}\n");
        return test.RunAsync();
    }

    [Fact]
    public Task Track_type_takes_the_class_where_the_SDK_has_no_interface() => Verify.VerifyCodeFixAsync(
        "// Asks.\nclass C(OpenAI.Chat.ChatClient chat)\n{\n    Task Ask() => [|chat.CompleteChatAsync(\"hi\")|];\n}\n",
        TrackType,
        "// Asks.\nusing TokenTracking;\n\n[assembly: TrackAiUsage(typeof(OpenAI.Chat.ChatClient))]\n\n"
        + "class C(OpenAI.Chat.ChatClient chat)\n{\n    Task Ask() => chat.CompleteChatAsync(\"hi\");\n}\n");
}
