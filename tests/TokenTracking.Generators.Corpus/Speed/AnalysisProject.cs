using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// A program of many files as teams write them: most of it has nothing to do with LLMs, a part calls them tracked, a part by an SDK.
/// </summary>
internal static class AnalysisProject
{
    public const int Files = 2000;

    /// <summary>The compilation, with the packages; without the runtime it references all else.</summary>
    public static Compilation Create(bool withRuntime)
    {
        var compilation = CSharpCompilation.Create(
            "Analysed",
            Enumerable.Range(0, Files).Select(i => CSharpSyntaxTree.ParseText(Source(i, withRuntime), path: $"File{i}.cs")),
            CorpusReferences.All.Where(reference => IsReferenced(NameOf(reference), withRuntime)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        if (!withRuntime)
            return compilation;
        CSharpGeneratorDriver.Create(new TrackAiUsageGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }

    // A test framework or a mocking library would make it a test project, for whose calls the rules also look for fakes.
    private static bool IsReferenced(string assembly, bool withRuntime)
        => (withRuntime || assembly != "TokenTracking") && assembly != "xunit.core" && assembly != "NSubstitute";

    private static string NameOf(MetadataReference reference)
        => Path.GetFileNameWithoutExtension(((PortableExecutableReference)reference).FilePath)!;

    // One file in ten calls an LLM: that is a lot for a program.
    private static string Source(int i, bool withRuntime)
    {
        var number = i.ToString(CultureInfo.InvariantCulture);
        var source = new StringBuilder("""
            using System; using System.Collections.Generic; using System.Linq; using System.Net.Http;
            using System.Threading; using System.Threading.Tasks;

            """);
        if (withRuntime)
            source.AppendLine("using TokenTracking; using TokenTracking.Providers;");
        source.AppendLine("namespace Analysed.Part" + number + ";").AppendLine(Ordinary);
        if (i % 10 == 0)
            source.AppendLine(ThroughSdk);
        if (withRuntime && i % 10 == 5)
            source.AppendLine(Tracked);
        return source.ToString();
    }

    private const string Ordinary = """
        public sealed record Order(int Id, string Customer, decimal Total, DateTimeOffset At);

        public interface IOrders
        {
            Task<Order?> FindAsync(int id, CancellationToken cancellationToken);
            Task SaveAsync(Order order, CancellationToken cancellationToken);
        }

        public sealed class OrderService(IOrders orders, HttpClient http)
        {
            private readonly Dictionary<int, Order> _known = [];
            private readonly List<string> _log = new();

            public async Task<decimal> TotalAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
            {
                var total = 0m;
                foreach (var id in ids.Distinct().OrderBy(static id => id))
                {
                    if (!_known.TryGetValue(id, out var order) && await orders.FindAsync(id, cancellationToken) is { } found)
                        _known[id] = order = found;
                    total += order?.Total ?? 0;
                    _log.Add($"{id}: {order?.Customer ?? "nobody"}");
                }

                return total;
            }

            public async Task<string> PublishAsync(Order order, CancellationToken cancellationToken)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://orders.example.com/v1/orders/" + order.Id);
                request.Headers.Add("x-customer", order.Customer);
                using var response = await http.SendAsync(request, cancellationToken);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException("order " + order.Id + " was not taken");
                await orders.SaveAsync(order with { At = DateTimeOffset.UnixEpoch }, cancellationToken);
                return await response.Content.ReadAsStringAsync(cancellationToken);
            }
        }
        """;

    private const string ThroughSdk = """
        public sealed class Assistant(OpenAI.Chat.ChatClient chat)
        {
            public async Task<string> AskAsync(string question) => (await chat.CompleteChatAsync(question)).Value.Content[0].Text;
        }
        """;

    private const string Tracked = """
        public sealed class Summaries(ILlmProvider provider, ITokenTracker tracker)
        {
            private readonly ILlmProvider _own = new OpenAIProvider().WithTokenTracking(tracker);

            public async Task<string> SummarizeAsync(string text, CancellationToken cancellationToken)
            {
                var request = new LlmRequest { Prompt = text, Model = "gpt-4o" };
                var answer = await provider.CompleteAsync(request, cancellationToken);
                return answer.Text + (await _own.CompleteAsync(request, cancellationToken)).Text;
            }
        }
        """;
}
