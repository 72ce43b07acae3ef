using System.Numerics;
using System.Runtime.InteropServices;
using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Endpoints;
using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Dialects;

/// <summary>All dialects, and the dialect of a body. The content decides; the endpoint helps where it says
/// little.</summary>
internal sealed class DialectBook
{
    // Content that weighs this much more than any other reading needs no help from the endpoint.
    private const int ClearLead = 3;
    private const int EndpointWeight = 5;
    private const int ProviderWeight = 6;

    // A single weak sign is none.
    private const int LeastScore = 2;

    private static readonly char[] QueryMarks = ['?', '#'];

    private readonly WireDialect[] _declared =
    [
        AnthropicMessages.Dialect, OpenAIChat.Dialect, WriterChat.Dialect, OpenAICompletions.Dialect, OpenAIResponses.Dialect,
        OpenAIEmbeddings.Dialect, Voyage.Dialect, Gemini.Dialect, GeminiInteractions.Dialect, GeminiEmbeddings.Dialect,
        BedrockConverse.Dialect, BedrockTitan.Dialect, BedrockLlama.Dialect, BedrockInvoke.Dialect, Cohere.Dialect,
        Ollama.Dialect, OllamaEmbeddings.Dialect, WatsonxText.Dialect, LlamaCpp.Dialect, LlamaCppTimings.Dialect, LmStudio.Dialect,
        Rerank.Dialect, MistralOcr.Dialect, OpenAIRuns.Dialect, OpenAIVideos.Dialect, ReplicatePredictions.Dialect,
        DashScopeGeneration.Dialect,
    ];

    // What each sign says, by its bit: a body shows a few of them, and asks only those.
    private readonly SlotSet _signs;
    private readonly Vote[][] _votes;

    private DialectBook()
    {
        Tree = new PathTree();
        CompiledDialect[] compiled = [.. _declared.Select(dialect => new CompiledDialect(dialect, Tree))];
        All = [.. compiled.Where(static dialect => dialect.Dialect.VariantOf is null)];
        Variants = [.. compiled.Where(static dialect => dialect.Dialect.VariantOf is not null)];
        Errors = [.. ErrorSigns.Select(Tree.Sign)];
        ErrorTypes = [.. ErrorTypePaths.Select(Tree.Text)];
        EventType = Tree.Node(":event-type");
        ExceptionType = Tree.Node(":exception-type");
        Payload = Tree.Node("bytes");
        Payload.Leaf |= PathLeaf.Base64;
        Status = Tree.Text("status");
        Cancelled = Tree.Sign("type=response.cancelled");
        Metrics = Tree.Sign(BedrockInvoke.Metrics);
        Timings = Tree.Sign("timings.predicted_n");
        LlamaTimings = Array.Find(All, static dialect => ReferenceEquals(dialect.Dialect, LlamaCppTimings.Dialect))!;
        Invoke = Array.Find(All, static dialect => ReferenceEquals(dialect.Dialect, BedrockInvoke.Dialect))!;
        Tree.Freeze();
        _signs = new SlotSet([.. All.SelectMany(static dialect => dialect.Signs).Select(static sign => sign.Bit).Distinct()]);
        _votes = new Vote[Tree.Bits][];
        foreach (var bit in _signs.Slots)
        {
            _votes[bit] = [.. All.SelectMany((dialect, index) => dialect.Signs.Where(sign => sign.Bit == bit)
                .Select(sign => new Vote(index, sign.Weight)))];
        }
    }

    public static DialectBook Shared { get; } = new();

    public PathTree Tree { get; }

    /// <summary>Dialects that are recognized by their content.</summary>
    public CompiledDialect[] All { get; }

    /// <summary>Those that look like another, and are chosen by the provider.</summary>
    public CompiledDialect[] Variants { get; }

    /// <summary>Bits of an error inside the body.</summary>
    public int[] Errors { get; }

    /// <summary>Texts that name the error's type.</summary>
    public int[] ErrorTypes { get; }

    /// <summary>Text that says how far a job has come.</summary>
    public int Status { get; }

    public int Cancelled { get; }

    /// <summary>Bit of Bedrock's own counts, in addition to those of the model family.</summary>
    public int Metrics { get; }

    /// <summary>The dialect that reads those.</summary>
    public CompiledDialect Invoke { get; }

    /// <summary>Bit of llama.cpp's own counts, in addition to the usage of the API that it imitates.</summary>
    public int Timings { get; }

    /// <summary>The dialect that reads those.</summary>
    public CompiledDialect LlamaTimings { get; }

    /// <summary>Where the kind of an AWS event is put.</summary>
    public PathNode EventType { get; }

    public PathNode ExceptionType { get; }

    public PathNode Payload { get; }

    private static string[] ErrorSigns
        => ["error", "response.error", "type=error", "type=response.failed", ":exception-type", "event_type=error"];

    private static string[] ErrorTypePaths =>
        [":exception-type", "error.type", "error.status", "error.code", "response.error.type", "response.error.code", "__type"];

    /// <summary>The dialect of a body; null if nothing points to any.</summary>
    public CompiledDialect? Choose(WireFacts facts, string? endpoint, string? provider)
    {
        Span<int> scores = stackalloc int[All.Length];
        scores.Clear();
        Count(facts, scores);
        CompiledDialect? best = null;
        int bestScore = 0, second = 0;
        for (var index = 0; index < scores.Length; index++)
        {
            var score = scores[index];
            if (score > bestScore)
            {
                second = bestScore;
                (best, bestScore) = (All[index], score);
            }
            else
            {
                second = Math.Max(second, score);
            }
        }

        if (bestScore < LeastScore)
            (best, bestScore) = (null, 0);
        if (bestScore - second < ClearLead && (endpoint is not null || provider is not null))
        {
            // A hint may be wrong: what the content alone tells is kept.
            var hinted = ChooseWithHints(scores, endpoint ?? "", provider, best, bestScore);
            best = best is null || hinted is null || ReferenceEquals(best, hinted) || !best.ReadsMore(hinted, facts) ? hinted : best;
        }

        return provider is null ? best : VariantFor(best, provider);
    }

    private CompiledDialect? VariantFor(CompiledDialect? dialect, string provider)
    {
        foreach (var variant in Variants)
        {
            if (variant.Dialect.VariantOf == dialect?.Dialect.Name && variant.Dialect.Provider == provider)
                return variant;
        }

        return dialect;
    }

    private CompiledDialect? ChooseWithHints(ReadOnlySpan<int> scores, string endpoint, string? provider, CompiledDialect? best,
        int bestScore)
    {
        var path = endpoint.Length == 0 ? null : LlmPaths.Find(WithoutQuery(endpoint));
        for (var index = 0; index < scores.Length; index++)
        {
            var (dialect, score) = (All[index], scores[index]);
            var isNamed = path is not null && dialect.Dialect.Name == path.Dialect;
            // The families of models that are invoked at one path.
            var isFamily = score > 0 && path?.Dialect == BedrockInvoke.Dialect.Name && dialect.Dialect.Provider == provider;
            // With hints that do not point to it, a dialect is recognized as without.
            if (score < LeastScore && !isNamed && !isFamily)
                continue;
            // The name of the provider is not sufficient: several of its dialects would match.
            if (score >= LeastScore && dialect.Dialect.Provider == provider)
                score += ProviderWeight;
            if (isNamed)
                score += EndpointWeight;
            if (score >= LeastScore && score > bestScore)
                (best, bestScore) = (dialect, score);
        }

        return best;
    }

    private void Count(WireFacts facts, Span<int> scores)
    {
        var mask = _signs.Mask;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var shown = mask[word] & facts.Seen[word]; shown != 0; shown &= shown - 1)
            {
                foreach (var vote in _votes[(word << 6) + BitOperations.TrailingZeroCount(shown)])
                    scores[vote.Dialect] += vote.Weight;
            }
        }
    }

    private static string WithoutQuery(string endpoint)
        => endpoint.IndexOfAny(QueryMarks) is var at and >= 0 ? endpoint[..at] : endpoint;

    /// <summary>The meaning of a sign for one dialect.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Vote(int Dialect, int Weight);
}
