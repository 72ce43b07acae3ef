using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT4001;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;
using TokenTracking.Generators.Decorators.Parser;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>What each member of a type does: the generator, the rules and the coverage figure agree on it.</summary>
public sealed class MemberRoleTests
{
    private static readonly GeneratorRunOptions Sdks = new()
    {
        References =
        [
            .. TestReferences.Consumer,
            .. TestReferences.Named(
                "OpenAI", "System.ClientModel", "System.Memory.Data", "Anthropic", "Microsoft.Extensions.AI.Abstractions",
                "Microsoft.SemanticKernel.Abstractions", "LLamaSharp", "OllamaSharp"),
        ],
    };

    private const string Own = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        public sealed class Sealed<T> { }
        public interface IChild { Task<LlmResult> Deep(); }
        [TrackAiUsage] public interface IModel
        {
            Task<LlmResult> Ask(); Task<int> Count(); LlmResult Now(); bool Try(out LlmResult result); void Fill(out LlmResult result);
            IChild Child { get; } bool Find(out IChild child);
            IReadOnlyList<Task<LlmResult>> All(); Lazy<Task<LlmResult>> Later { get; } Func<Task<LlmResult>> Start();
            ValueTask<LlmResult>? Maybe(); Sealed<LlmResult> Wrapped(); Task Report(Action<LlmResult> done);
            Task Report(string text, IProgress<LlmStreamUpdate> progress); Task<LlmResult>[] Batch();
            string Name { get; } int Plain(); Task Done(); [NotTracked("a probe")] Task<LlmResult> Probe(); LlmResult Last { get; }
        }
        """;

    [Theory]
    [InlineData("Counted", "Ask", "Now", "Try", "Fill", "Deep")]
    [InlineData("CountedMissing", "Count")]
    [InlineData("ChildService", "Child", "Find")]
    [InlineData("Uncounted", "All", "Later", "Start", "Maybe", "Wrapped", "Report", "Batch")]
    [InlineData("Unbilled", "Name", "Plain", "Done", "Probe", "Last")]
    public void A_member_of_an_own_interface_has_one_role(string role, params string[] members)
        => AssertRoles(Own, "IModel", new GeneratorRunOptions(), isAttributed: true, role, members);

    [Theory]
    [InlineData("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", "Counted",
        "GetChatMessageContentsAsync", "GetStreamingChatMessageContentsAsync")]
    [InlineData("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", "Counted",
        "GetTextContentsAsync", "GetStreamingTextContentsAsync")]
    [InlineData("Microsoft.Extensions.AI.ISpeechToTextClient", "Counted", "GetTextAsync", "GetStreamingTextAsync")]
    [InlineData("Microsoft.Extensions.AI.ITextToSpeechClient", "Counted", "GetAudioAsync", "GetStreamingAudioAsync")]
    [InlineData("Microsoft.Extensions.AI.IEmbeddingGenerator`2", "Counted", "GenerateAsync")]
    [InlineData("Microsoft.Extensions.AI.IRealtimeClient", "ChildService", "CreateSessionAsync")]
    [InlineData("LLama.Abstractions.ILLamaExecutor", "CountedMissing", "InferAsync")]
    [InlineData("OpenAI.Embeddings.EmbeddingClient", "Counted", "GenerateEmbeddings")]
    [InlineData("OpenAI.Images.ImageClient", "Counted", "GenerateImages")]
    [InlineData("OllamaSharp.IOllamaApiClient", "Counted", "ChatAsync", "GenerateAsync", "EmbedAsync")]
    [InlineData("OllamaSharp.IOllamaApiClient", "Unbilled", "ListLocalModelsAsync", "PullModelAsync", "IsRunningAsync")]
    [InlineData("Anthropic.IAnthropicClient", "Counted", "ResultsStreaming")]
    public void A_member_of_an_SDK_has_one_role(string type, string role, params string[] members)
        => AssertRoles("", type, Sdks, isAttributed: false, role, members);

    [Theory]
    [InlineData("OpenAI.Embeddings.EmbeddingClient", "GenerateEmbedding")]
    [InlineData("OpenAI.Embeddings.EmbeddingClient", "GenerateEmbeddingAsync")]
    [InlineData("OpenAI.Images.ImageClient", "GenerateImage")]
    [InlineData("OpenAI.Images.ImageClient", "GenerateImageVariationAsync")]
    public void A_member_whose_result_keeps_the_response_is_counted_from_it(string type, string member)
        => Assert.DoesNotContain(MemberRole.CountedMissing, RolesOf("", type, Sdks, isAttributed: false)[member]);

    [Theory]
    [InlineData("OpenAI.Audio.AudioClient", "GenerateSpeech")]
    [InlineData("OpenAI.Audio.AudioClient", "GenerateSpeechAsync")]
    public void A_billed_member_whose_result_states_no_usage_is_recorded_as_missing(string type, string member)
        => Assert.Contains(MemberRole.CountedMissing, RolesOf("", type, Sdks, isAttributed: false)[member]);

    [Theory]
    [InlineData("OpenAI.OpenAIClient", "TT0001")]
    [InlineData("OpenAI.Moderations.ModerationClient", "TT0001")]
    [InlineData("OpenAI.Realtime.RealtimeClient", "TT0002")]
    [InlineData("Microsoft.SemanticKernel.Services.IAIService", "TT0001")]
    [InlineData("System.Collections.IEnumerator", "TT0001")]
    public async Task A_type_that_is_named_without_a_call_is_refused(string type, string id)
    {
        var source = $"#pragma warning disable OPENAI001, OPENAI002\n[assembly: TokenTracking.TrackAiUsage(typeof({type}))]";

        var reported = await Sdks.CreateCompilation(source).WithAnalyzers([new TrackAiUsageAnalyzer()]).GetAnalyzerDiagnosticsAsync();

        Assert.Equal([id], reported.Select(static diagnostic => diagnostic.Id).Distinct());
        Assert.Contains(
            id == "TT0001" ? "none of its members is a call" : "a decorator cannot share",
            reported[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var files = GeneratorRun.Unchecked(Sdks, source).Files.Keys;
        Assert.DoesNotContain(files, static file => file.Contains("Client", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model.All()", 1)]
    [InlineData("model.Start()", 1)]
    [InlineData("model.Maybe()", 1)]
    [InlineData("model.Wrapped()", 1)]
    [InlineData("model.Report(static _ => { })", 1)]
    [InlineData("model.Ask()", 0)]
    [InlineData("model.Try(out _)", 0)]
    [InlineData("model.Count()", 0)]
    [InlineData("model.Plain()", 0)]
    public async Task A_call_that_is_only_forwarded_is_reported_and_is_not_tracked_in_coverage(string call, int untracked)
    {
        var source = Own + $$"""
            public static class Uses
            {
                public static object Use(IModel model) => {{call}};
                public static void Wrap(IModel model, ITokenTracker tracker) => model.WithTokenTracking(tracker);
            }
            """;
        var output = GeneratorRun.Unchecked(new GeneratorRunOptions(), source).Output;

        var reported = await output.WithAnalyzers([new UntrackedSdkCallAnalyzer(), new CallSiteCoverageAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();

        Assert.Equal(untracked, reported.Count(static diagnostic => diagnostic.Id == "TT2001"));
        var figures = reported.Single(static diagnostic => diagnostic.Id == "TT4001").GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal(untracked, int.Parse(figures.Split(", ")[^1].Split(' ')[0], CultureInfo.InvariantCulture));
        var isCall = call != "model.Plain()";
        Assert.StartsWith(isCall ? "1 LLM call sites" : "0 LLM call sites", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_usage_is_named_once_where_the_type_is_tracked()
    {
        var reported = await Sdks.CreateCompilation("""
            [assembly: TokenTracking.TrackAiUsage(typeof(OpenAI.Audio.AudioClient))]
            public static class Uses
            {
                public static object One(OpenAI.Audio.AudioClient client)
                    => client.GenerateSpeech("text", OpenAI.Audio.GeneratedSpeechVoice.Alloy);
            }
            """).WithAnalyzers([new TrackAiUsageAnalyzer()]).GetAnalyzerDiagnosticsAsync();

        var diagnostic = Assert.Single(reported);
        Assert.Equal("TT0014", diagnostic.Id);
    }

    private static void AssertRoles(
        string source, string type, GeneratorRunOptions options, bool isAttributed, string role, string[] members)
    {
        var roles = RolesOf(source, type, options, isAttributed);
        Assert.All(members, member => Assert.Contains(Enum.Parse<MemberRole>(role), roles[member]));
    }

    private static ILookup<string, MemberRole> RolesOf(string source, string type, GeneratorRunOptions options, bool isAttributed)
    {
        var compilation = options.CreateCompilation(source);
        var symbol = KnownType.In(compilation, type).Declarations[0];
        return InterfaceParser.Parse(
            symbol, new TrackingRequest(isAttributed, IsListed: false, Provider: null), compilation, CancellationToken.None).Roles
            .ToLookup(static role => role.Key.Name, static role => role.Value);
    }
}
