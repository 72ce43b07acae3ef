using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>SDKs whose packages are not at hand, by stand-ins with their exact names; and the user's own word.</summary>
public sealed class UsageShapeTests
{
    private const string Usings =
        "#nullable enable\nusing System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; "
        + "using TokenTracking;\n";

    public static TheoryData<string, string, string, string, string> Shapes => new()
    {
        { "Google.GenAI", "4 6 - 7 3", "gcp.gemini",
            "new Google.GenAI.Types.GenerateContentResponse { UsageMetadata = new() { PromptTokenCount = 10, CandidatesTokenCount = 7, "
            + "ThoughtsTokenCount = 3, CachedContentTokenCount = 6 } }",
            "namespace Google.GenAI.Types { public class GenerateContentResponse { public GenerateContentResponseUsageMetadata? "
            + "UsageMetadata { get; set; } } public class GenerateContentResponseUsageMetadata { public int? PromptTokenCount { get; set; "
            + "} public int? CandidatesTokenCount { get; set; } public int? ThoughtsTokenCount { get; set; "
            + "} public int? CachedContentTokenCount { get; set; } public int? TotalTokenCount { get; set; } } }" },
        { "AWS Bedrock", "10 6 2 7 -", "aws.bedrock",
            "new Amazon.BedrockRuntime.Model.ConverseResponse { Usage = new() { InputTokens = 10, OutputTokens = 7, "
            + "CacheReadInputTokens = 6, CacheWriteInputTokens = 2 } }",
            "namespace Amazon.BedrockRuntime.Model { public class ConverseResponse { public TokenUsage? Usage { get; set; "
            + "} } public class TokenUsage { public int? InputTokens { get; set; } public int? OutputTokens { get; set; "
            + "} public int? TotalTokens { get; set; } public int? CacheReadInputTokens { get; set; "
            + "} public int? CacheWriteInputTokens { get; set; } } }" },
        { "Azure.AI.Inference", "10 - - 7 -", "azure.ai.inference",
            "new Azure.Response<Azure.AI.Inference.ChatCompletions>(new() { Usage = new() { PromptTokens = 10, CompletionTokens = 7 } })",
            "namespace Azure { public class Response<T> { public Response(T value) => Value = value; public T Value { get; "
            + "} } } namespace Azure.AI.Inference { public class ChatCompletions { public CompletionsUsage Usage { get; set; } = new(); "
            + "} public class CompletionsUsage { public int CompletionTokens { get; set; } public int PromptTokens { get; set; "
            + "} public int TotalTokens { get; set; } } }" },
        { "Mistral.SDK", "10 - - 7 -", "mistral_ai",
            "new Mistral.SDK.DTOs.ChatCompletionResponse { Usage = new() { PromptTokens = 10, CompletionTokens = 7 } }",
            "namespace Mistral.SDK.DTOs { public class ChatCompletionResponse { public Usage? Usage { get; set; "
            + "} } public class Usage { public int PromptTokens { get; set; } public int CompletionTokens { get; set; "
            + "} public int TotalTokens { get; set; } } }" },
        { "OllamaSharp", "10 - - 7 -", "ollama",
            "(OllamaSharp.Models.Chat.ChatResponseStream)new OllamaSharp.Models.Chat.ChatDoneResponseStream { "
            + "PromptEvalCount = 10, EvalCount = 7 }",
            "namespace OllamaSharp.Models.Chat { public class ChatResponseStream { public string? Model { get; set; "
            + "} } public class ChatDoneResponseStream : ChatResponseStream { public int PromptEvalCount { get; set; "
            + "} public int EvalCount { get; set; } public long TotalDuration { get; set; } } }" },
        { "the user's word on a type", "4 6 - 5 2", "", "new Mine()",
            "[UsageShape(Input = \"Spent.In\", Output = \"Spent.Out\", CacheRead = \"Spent.Cached\", "
            + "Reasoning = \"Thought\")] public class Mine { public Spent Spent { get; } = new(); public int Thought => 2; "
            + "} public class Spent { public int In => 10; public long? Out => 7; public uint Cached => 6; }" },
        { "the user's word on another's type", "10 6 - 7 -", "", "new Theirs()",
            "[assembly: UsageShape(typeof(Theirs), Input = \"In\", Output = \"Out\", CacheRead = \"Cached\", "
            + "InputIncludesCache = false)] public class Theirs { public int In => 10; public int Out => 7; public int Cached => 6; }" },
        { "a tuple", "3 - - 4 -", "", "(1, new LlmResult { Text = \"\", Usage = TokenUsage.FromInclusive(3, 4) })", "" },
        { "a list, added up", "6 - - 8 -", "",
            "(IReadOnlyList<LlmResult>)Enumerable.Repeat(new LlmResult { Text = \"\", Usage = TokenUsage.FromInclusive(3, 4) }, "
            + "2).ToArray()", "" },
    };

    public static TheoryData<string, string> LookAlikes => new()
    {
        { "a limit", "public class R { public int MaxOutputTokens { get; set; } public int BudgetTokens { get; set; } }" },
        { "a count of what a prompt would cost",
            "public class R { public Inner? Value { get; set; } } public class Inner { public MessageTokensCount? Usage { get; set; "
            + "} } public class MessageTokensCount { public long InputTokens { get; set; } }" },
        { "half a count on the object itself", "public class R { public int InputTokens { get; set; } }" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task It_is_bound_with_its_own_convention(string name, string counts, string provider, string value, string stub)
    {
        var run = GeneratorRun.Of(Usings + stub.Split("[assembly:")[0] + Assembly(stub) + $$"""

            public static class Value { public static {{TypeOf(value)}} Get() => {{value}}; }
            [TrackAiUsage] public interface IModel { Task<{{TypeOf(value)}}> Go(); IAsyncEnumerable<{{TypeOf(value)}}> Flow(); }
            public sealed class Model : IModel
            {
                public Task<{{TypeOf(value)}}> Go() => Task.FromResult(Value.Get());
                public async IAsyncEnumerable<{{TypeOf(value)}}> Flow() { await Task.Yield(); yield return Value.Get(); }
            }
            public static class Entry
            {
                public static async Task<string> Use(ITokenTracker tracker)
                {
                    var model = new Model().WithTokenTracking(tracker);
                    await model.Go();
                    await foreach (var _ in model.Flow()) { }
                    return "";
                }
            }
            """);
        var tracker = new RecordingTracker();
        await run.Call<Task<string>>("Entry", "Use", tracker);

        Assert.Equal(2, tracker.Records.Count);
        Assert.All(tracker.Records, record => Assert.Equal((name, counts, provider), (name, Counts(record.Usage), record.Provider ?? "")));
    }

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void A_look_alike_is_not_taken_for_usage(string name, string source)
    {
        var run = GeneratorRun.Of(Usings + source + "\n[TrackAiUsage] public interface IModel { Task<R> Go(); R Now(); }");

        Assert.False(run.Files["IModel.g.cs"].Contains("UsageReading", StringComparison.Ordinal), name);
    }

    private static string Counts(TokenUsage usage) => string.Join(' ', new[]
    {
        usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWriteTokens, usage.VisibleOutputTokens, usage.ReasoningTokens,
    }.Select(static count => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));

    // An assembly's attribute stands before all types.
    private static string Assembly(string stub)
        => stub.Contains("[assembly:", StringComparison.Ordinal) ? "[assembly:" + stub.Split("[assembly:")[1] : "";

    private static string TypeOf(string value)
        => value.StartsWith("(1,", StringComparison.Ordinal) ? "(int N, LlmResult R)"
            : value[0] == '(' ? value[1..value.IndexOf(')', StringComparison.Ordinal)]
            : value["new ".Length..value.IndexOfAny(['{', '('])].Trim();
}
