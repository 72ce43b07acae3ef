using System.Numerics;
using System.Runtime.InteropServices;
using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Wire.Flavours;

/// <summary>All flavours, and which of them a body speaks. What the content says decides; the endpoint helps where it says little.</summary>
internal sealed class FlavourBook
{
    // Content that weighs this much more than any other reading needs no help from the endpoint.
    private const int ClearLead = 3;
    private const int EndpointWeight = 5;
    private const int ProviderWeight = 6;

    // A single weak sign is none.
    private const int LeastScore = 2;

    private readonly WireFlavour[] _declared =
    [
        AnthropicMessages.Flavour, OpenAIChat.Flavour, WriterChat.Flavour, OpenAICompletions.Flavour, OpenAIResponses.Flavour,
        OpenAIEmbeddings.Flavour, Voyage.Flavour, Gemini.Flavour, GeminiInteractions.Flavour, GeminiEmbeddings.Flavour,
        BedrockConverse.Flavour, BedrockTitan.Flavour, BedrockLlama.Flavour, BedrockInvoke.Flavour, Cohere.Flavour,
        Ollama.Flavour, OllamaEmbeddings.Flavour,
    ];

    // What each sign says, by its bit: a body shows a few of them, and asks only those.
    private readonly SlotSet _tells;
    private readonly Vote[][] _votes;

    private FlavourBook()
    {
        Tree = new PathTree();
        CompiledFlavour[] compiled = [.. _declared.Select(flavour => new CompiledFlavour(flavour, Tree))];
        All = [.. compiled.Where(static flavour => flavour.Flavour.VariantOf is null)];
        Variants = [.. compiled.Where(static flavour => flavour.Flavour.VariantOf is not null)];
        Errors = [.. ErrorTells.Select(Tree.Tell)];
        ErrorTypes = [.. ErrorTypePaths.Select(Tree.Text)];
        EventType = Tree.Node(":event-type");
        ExceptionType = Tree.Node(":exception-type");
        Payload = Tree.Node("bytes");
        Payload.Leaf |= PathLeaf.Base64;
        Cancelled = Tree.Tell("type=response.cancelled");
        Metrics = Tree.Tell(BedrockInvoke.Metrics);
        Invoke = Array.Find(All, static flavour => ReferenceEquals(flavour.Flavour, BedrockInvoke.Flavour))!;
        Tree.Freeze();
        _tells = new SlotSet([.. All.SelectMany(static flavour => flavour.Tells).Select(static tell => tell.Bit).Distinct()]);
        _votes = new Vote[Tree.Bits][];
        foreach (var bit in _tells.Slots)
        {
            _votes[bit] = [.. All.SelectMany((flavour, index) => flavour.Tells.Where(tell => tell.Bit == bit)
                .Select(tell => new Vote(index, tell.Weight)))];
        }
    }

    public static FlavourBook Shared { get; } = new();

    public PathTree Tree { get; }

    /// <summary>Those that content can tell.</summary>
    public CompiledFlavour[] All { get; }

    /// <summary>Those that look like another, and are told by the provider.</summary>
    public CompiledFlavour[] Variants { get; }

    /// <summary>Bits of an error inside the body.</summary>
    public int[] Errors { get; }

    /// <summary>Texts that name the error's type.</summary>
    public int[] ErrorTypes { get; }

    public int Cancelled { get; }

    /// <summary>Bit of Bedrock's own counts, beside whatever a model family says itself.</summary>
    public int Metrics { get; }

    /// <summary>The flavour that reads those.</summary>
    public CompiledFlavour Invoke { get; }

    /// <summary>Where the kind of an AWS event is put.</summary>
    public PathNode EventType { get; }

    public PathNode ExceptionType { get; }

    public PathNode Payload { get; }

    private static string[] ErrorTells => ["error", "response.error", "type=error", "type=response.failed", ":exception-type", "event_type=error"];

    private static string[] ErrorTypePaths =>
        [":exception-type", "error.type", "error.status", "error.code", "response.error.type", "response.error.code", "__type"];

    /// <summary>The flavour of a body; null where nothing points to any.</summary>
    public CompiledFlavour? Choose(WireFacts facts, string? endpoint, string? provider)
    {
        Span<int> scores = stackalloc int[All.Length];
        scores.Clear();
        Count(facts, scores);
        CompiledFlavour? best = null;
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
            best = ChooseWithHints(scores, endpoint ?? "", provider, best, bestScore);
        return provider is null ? best : VariantFor(best, provider);
    }

    private CompiledFlavour? VariantFor(CompiledFlavour? flavour, string provider)
    {
        foreach (var variant in Variants)
        {
            if (variant.Flavour.VariantOf == flavour?.Flavour.Name && variant.Flavour.Provider == provider)
                return variant;
        }

        return flavour;
    }

    private CompiledFlavour? ChooseWithHints(ReadOnlySpan<int> scores, string endpoint, string? provider, CompiledFlavour? best, int bestScore)
    {
        var longest = 1;
        foreach (var flavour in All)
            longest = Math.Max(longest, Match(flavour, endpoint));
        for (var index = 0; index < scores.Length; index++)
        {
            var (flavour, score) = (All[index], scores[index]);
            // A provider alone is no content: half of what it speaks would fit.
            if (score > 0 && flavour.Flavour.Provider == provider)
                score += ProviderWeight;
            if (Match(flavour, endpoint) == longest)
                score += EndpointWeight;
            if (score > bestScore)
                (best, bestScore) = (flavour, score);
        }

        return best;
    }

    private void Count(WireFacts facts, Span<int> scores)
    {
        var mask = _tells.Mask;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var shown = mask[word] & facts.Seen[word]; shown != 0; shown &= shown - 1)
            {
                foreach (var vote in _votes[(word << 6) + BitOperations.TrailingZeroCount(shown)])
                    scores[vote.Flavour] += vote.Weight;
            }
        }
    }

    private static int Match(CompiledFlavour flavour, string endpoint)
    {
        var longest = 0;
        foreach (var part in flavour.Flavour.Endpoints)
        {
            if (part.Length > longest && endpoint.Contains(part, StringComparison.OrdinalIgnoreCase))
                longest = part.Length;
        }

        return longest;
    }

    /// <summary>What a sign says for one flavour.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Vote(int Flavour, int Weight);
}
