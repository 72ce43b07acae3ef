using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Results that hold usage where no decorator reaches it are passed on, and said to be.</summary>
public sealed class HiddenUsageTests
{
    private const string Source = """
        using System.Collections.Generic; using System.Runtime.CompilerServices; using System.Threading.Tasks; using TokenTracking;
        public sealed class Sealed<T> { }
        [TrackAiUsage] public interface IModel
        {
            ConfiguredTaskAwaitable<LlmResult> Odd();
            Sealed<LlmResult> Wrapped();
            Task<LlmResult> Read();
            Task<IReadOnlyList<LlmResult>> Listed();
            Sealed<string> Harmless();
            IRaw Raw { get; }
            IPlain Plain { get; }
        }
        public interface IRaw { IRaw2 Deeper(); }
        public interface IRaw2 { Task<Sealed<LlmResult>> Go(); }
        public interface IPlain { Task<Sealed<string>> Go(); }
        """;

    private static readonly GeneratorRunOptions Sdks = new()
        { References = [.. TestReferences.Consumer,
            .. TestReferences.Named("OpenAI", "System.ClientModel", "Anthropic", "Microsoft.Extensions.AI.Abstractions")] };

    [Fact]
    public async Task A_member_whose_result_hides_usage_is_named()
        => Assert.Equal(["IModel.Odd()", "IModel.Raw", "IModel.Wrapped()"], await Members(Source, new GeneratorRunOptions()));

    [Fact]
    public async Task Nothing_is_said_where_a_handler_reads_the_wire()
        => Assert.Empty(
            await Members(
                Source + "public static class Clients { public static object Make() => new System.Net.Http.HttpClient(new "
                    + "TokenTracking.TokenTrackingHandler(null!)); }", new GeneratorRunOptions()));

    [Fact]
    public async Task The_raw_responses_of_Anthropic_are_named_where_they_are_used()
        => Assert.Contains("Anthropic.IAnthropicClient.WithRawResponse", await Members("""
            [assembly: TokenTracking.TrackAiUsage(typeof(Anthropic.IAnthropicClient))]
            public static class Uses { public static object Raw(Anthropic.IAnthropicClient client) => client.WithRawResponse; }
            """, Sdks));

    [Fact]
    public async Task A_member_of_an_SDK_that_nobody_uses_is_left_alone()
        => Assert.Empty(await Members("""
            [assembly: TokenTracking.TrackAiUsage(typeof(Anthropic.IAnthropicClient))]
            public sealed class Other { public Other WithRawResponse => this; public object Raw(Other other) => other.WithRawResponse; }
            """, Sdks));

    [Fact]
    public async Task The_sealed_streams_of_OpenAI_are_named()
    {
        var members = await Members("""
            #pragma warning disable OPENAI001
            [assembly: TokenTracking.TrackAiUsage(typeof(OpenAI.Responses.ResponsesClient))]
            public static class Uses
            {
                public static object Stream(OpenAI.Responses.ResponsesClient client) => client.CreateResponseStreamingAsync("m", "text");
            }
            """, Sdks);

        Assert.NotEmpty(members);
        Assert.All(members, static member => Assert.Contains("Streaming", member, StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string>> Members(string source, GeneratorRunOptions options)
    {
        var reported = await options.CreateCompilation(source).WithAnalyzers([new TrackAiUsageAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.All(
            reported, static diagnostic => Assert.Equal(("TT0013", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.DefaultSeverity)));
        return reported.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1])
            .Order(StringComparer.Ordinal);
    }
}
