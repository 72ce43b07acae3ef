using TokenTracking.Usage;
using TokenTracking.Wire.Dialects;

using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Reading;

/// <summary>Turns a dialect's figures into disjoint counts, and says where they contradict each other. Nothing is clamped in
/// silence.</summary>
internal ref struct UsageAssembly(CompiledDialect dialect, WireFacts facts, bool ended, bool reasoningBeside)
{
    private List<string>? _notes;

    /// <summary>True if figures contradict each other or are no counts.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>True if a figure of the call is known to be missing.</summary>
    public bool IsPartial { get; private set; }

    public string Rule { get; private set; } = "";

    public List<string>? Notes => _notes;

    public UsagePart[] Parts { get; private set; } = [];

    public TokenUsage Assemble(string? model)
    {
        var counts = CountReading.Take(dialect, facts);
        TakePlaceholder(ref counts);
        SplitWrites(ref counts);
        var audio = TakeAudioBeside(ref counts);
        var inclusion = Inclusion.Decide(dialect.Dialect, in counts);
        if (inclusion.TotalDisagrees)
            Estimate("the total does not agree with the counts");
        inclusion = CheckParts(ref counts, inclusion);
        Rule = dialect.Rule(inclusion.CacheInside, inclusion.ReasoningInside);

        var input = counts.ToolInput is { } tools ? (counts.Input ?? 0) + tools : counts.Input;
        var usage = inclusion.CacheInside
            ? TokenUsage.FromInclusive(input, counts.Output, counts.CacheRead, counts.CacheWrite, counts.Reasoning,
                inclusion.ReasoningInside,
                counts.CacheWrite5m, counts.CacheWrite1h)
            : TokenUsage.FromExclusive(input, counts.Output, counts.CacheRead, counts.CacheWrite5m, counts.CacheWrite1h, counts.CacheWrite,
                counts.Reasoning, inclusion.ReasoningInside);
        usage = WithModalities(in usage, ref counts);
        if (audio is not null)
            usage = usage.WithParts(audioInput: audio);
        usage = WithCachedParts(in usage, ref counts);
        CheckReading(in counts, in usage);
        return dialect.Dialect.Parts is not null && facts.PartCount > 0 ? WithParts(in usage, model) : usage;
    }

    public void Note(string note) => (_notes ??= []).Add(note);

    public void Estimate(string note)
    {
        IsEstimated = true;
        Note(note);
    }

    // Anthropic's start carries an output count of 1 or so: a placeholder, and no count, until the stream has ended without a better one.
    private void TakePlaceholder(ref CountReading counts)
    {
        if (dialect.Placeholder < 0 || counts.Output is not null
            || counts.Value(facts.Count(dialect.Placeholder, lastObjectOnly: false)) is not { } placeholder)
            return;
        if (ended)
            counts.Output = placeholder;
        else
            Note("the output count had not come yet: the figure at the start of the stream is a placeholder");
    }

    // Mistral's Voxtral counts the text of the prompt and the answer; the audio is in the total alone.
    private readonly long? TakeAudioBeside(ref CountReading counts)
    {
        if (counts is not { Input: { } input, Output: { } output, Total: { } total } || total - output <= input)
            return null;
        foreach (var sign in dialect.AudioBeside)
        {
            if (!facts.Has(sign))
                continue;
            counts.Input = total - output;
            return total - output - input;
        }

        return null;
    }

    // If there is a total of cache writes and a split by lifetime, the split is used, and the rest has no known lifetime.
    private void SplitWrites(ref CountReading counts)
    {
        if (counts.CacheWrite is not { } written || (counts.CacheWrite5m is null && counts.CacheWrite1h is null))
        {
            if (counts.CacheWrite is { } unsplit && ReferenceEquals(dialect.Dialect, AnthropicMessages.Dialect))
            {
                (counts.CacheWrite5m, counts.CacheWrite) = (unsplit, null);
                if (unsplit > 0)
                    Note("the lifetime of the cache writes is not given: taken as 5 minutes, the default");
            }

            return;
        }

        var split = (counts.CacheWrite5m ?? 0) + (counts.CacheWrite1h ?? 0);
        counts.CacheWrite = written > split ? written - split : null;
        if (written < split)
            Estimate("cache writes by lifetime exceed their total");
        else if (written > split)
            Note("some cache writes are not split by lifetime");
    }

    private Inclusion CheckParts(ref CountReading counts, Inclusion inclusion)
    {
        var cached = (counts.CacheRead ?? 0) + counts.Written;
        if (inclusion.CacheInside && counts.Input is { } input && cached > input + (counts.ToolInput ?? 0))
        {
            if (inclusion.TotalAgrees)
            {
                // Two figures agree on the input and one contradicts them: it is dropped from the counts, and kept in the raw numbers.
                Estimate("more cached tokens than input, while input and total agree: the cached count is not used");
                (counts.CacheRead, counts.CacheWrite, counts.CacheWrite5m, counts.CacheWrite1h) = (null, null, null, null);
            }
            else
            {
                Estimate("more cached tokens than input: taken as separate from it");
                inclusion = inclusion with { CacheInside = false };
            }
        }

        if (inclusion.ReasoningInside && counts.Output is { } output && counts.Reasoning is { } reasoning && reasoning > output)
        {
            if (inclusion.TotalAgrees && !reasoningBeside)
            {
                // Output and total agree, and one figure contradicts them: it is not used, and kept in the raw numbers.
                Estimate("more reasoning tokens than output, while output and total agree: the reasoning count is not used");
                counts.Reasoning = null;
            }
            else
            {
                // Vercel passes on Gemini's counts with a total that omits the thoughts; its own cost figure charges both.
                Estimate("more reasoning tokens than output: taken as separate from it");
                inclusion = inclusion with { ReasoningInside = false };
            }
        }

        return inclusion;
    }

    private TokenUsage WithModalities(in TokenUsage usage, ref CountReading counts)
    {
        var audioInput = Part(ref counts, CountKind.AudioInput, CountKind.ToolAudioInput, usage.InputTokens);
        var audioOutput = Part(ref counts, CountKind.AudioOutput, usage.OutputTokens);
        var imageInput = Part(ref counts, CountKind.ImageInput, CountKind.ToolImageInput, usage.InputTokens);
        var imageOutput = Part(ref counts, CountKind.ImageOutput, usage.OutputTokens);
        var calls = counts.Sum(dialect, facts, CountKind.ServerToolCalls) ?? counts.Sum(dialect, facts, CountKind.ServerToolItems);
        return audioInput is null && audioOutput is null && imageInput is null && imageOutput is null && calls is null
            ? usage
            : usage.WithParts(audioInput, audioOutput, imageInput, imageOutput, calls);
    }

    private long? Part(ref CountReading counts, CountKind kind, CountKind beside, long? whole)
        => counts.First(dialect, facts, beside) is { } more
            ? Part(kind, Saturating.Add(counts.First(dialect, facts, kind) ?? 0, more), whole)
            : Part(ref counts, kind, whole);

    private long? Part(ref CountReading counts, CountKind kind, long? whole) => Part(kind, counts.First(dialect, facts, kind), whole);

    private long? Part(CountKind kind, long? part, long? whole)
    {
        if (part is null || whole is null || part <= whole)
            return part;
        Estimate(kind is CountKind.AudioInput or CountKind.AudioOutput ? "more audio tokens than there are in all"
            : "more image tokens than there are in all");
        return null;
    }

    // Of what kind the cached tokens were. A kind that is left out is zero if the others are all of the cached tokens.
    private TokenUsage WithCachedParts(in TokenUsage usage, ref CountReading counts)
    {
        var audio = counts.First(dialect, facts, CountKind.AudioCacheRead);
        var image = counts.First(dialect, facts, CountKind.ImageCacheRead);
        var other = counts.First(dialect, facts, CountKind.OtherCacheRead);
        var stated = Saturating.Add(Saturating.Add(audio ?? 0, image ?? 0), other ?? 0);
        var read = usage.CacheReadTokens ?? 0;
        if (audio > usage.AudioInputTokens || image > usage.ImageInputTokens || stated > read)
        {
            Estimate("the kinds of the cached tokens do not agree with the other counts: they are not used");
            (audio, image, stated) = (null, null, -1);
        }

        if (stated == read)
        {
            audio ??= usage.AudioInputTokens is null ? null : 0;
            image ??= usage.ImageInputTokens is null ? null : 0;
        }

        if (LeavesOpen(in usage, usage.AudioInputTokens, audio) || LeavesOpen(in usage, usage.ImageInputTokens, image))
            Note("the response does not say how many of the cached tokens were audio or images");
        return audio is null && image is null ? usage : usage.WithParts(audioCacheRead: audio, imageCacheRead: image);
    }

    private static bool LeavesOpen(in TokenUsage usage, long? part, long? cached) => cached is null
        && CachedPart.IsOpen(part ?? 0, usage.FreshInputTokens ?? 0, usage.CacheWriteTokens ?? 0, usage.CacheReadTokens ?? 0);

    private void CheckReading(in CountReading counts, in TokenUsage usage)
    {
        if (counts.HasOdd || facts.HasOddPart || usage.IsContradictory)
            Estimate("a count is negative, fractional, too large or no number: it is not used");
        if (counts.HasText)
            Estimate("a count is given as text");
        if (facts.Repeated is { } repeated)
            Estimate($"{repeated.Path} is duplicated with different values: the last one counts");
        if (facts.Answers > 1)
            Estimate("the body holds several answers: the last one counts");
        foreach (var container in dialect.Containers)
        {
            if (facts.CameTwice(container))
                Estimate("the usage object is duplicated in one document: the last one counts");
            if (facts.Restarted(container))
                Estimate("the counts of the stream went down on the way: the last ones count");
        }

        if (counts.IsEmpty)
            return;
        if (counts.Input is null)
            IsPartial = true;
        if (counts.Output is null && counts.Reasoning is null && dialect.Dialect.HasOutput)
            IsPartial = true;
        if (IsPartial && ended)
            Note(counts.Input is null ? "the provider gave no input count" : "the provider gave no output count");
    }

    private TokenUsage WithParts(in TokenUsage top, string? model)
    {
        var sum = default(TokenUsage);
        var messages = default(TokenUsage);
        var parts = facts.Parts;
        var result = new UsagePart[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var usage = parts[index].ToUsage();
            result[index] = new UsagePart(parts[index].Kind, parts[index].Model ?? model, usage);
            sum += usage;
            if (parts[index].Kind is null or "message")
                messages += usage;
        }

        Parts = result;
        if (facts.TooManyParts)
            Note("more steps than are told apart: the last one holds the rest");
        if (sum.IsContradictory)
            Estimate("a step's counts contradict each other");
        if (messages.InputTokens != top.InputTokens || messages.OutputTokens != top.OutputTokens)
            Note("the counts on top are not those of the steps: the steps count");
        return sum.WithParts(
            top.AudioInputTokens, top.AudioOutputTokens, top.ImageInputTokens, top.ImageOutputTokens, top.ServerToolCalls,
            top.AudioCacheReadTokens, top.ImageCacheReadTokens);
    }
}
