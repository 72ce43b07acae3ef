namespace TokenTracking.Wire.Dialects;

/// <summary>How the usage objects of one response go together.</summary>
internal enum MergeRule
{
    /// <summary>The last usage object counts and replaces earlier ones whole: cumulative or repeated usage.</summary>
    LastObject,

    /// <summary>Field by field, the last value that is not null counts: Anthropic's start and delta.</summary>
    PerField,

    /// <summary>Field by field, the largest value counts: watsonx repeats an input of 0 after the first event.</summary>
    Largest,
}

/// <summary>What a count of a provider means.</summary>
internal enum CountKind
{
    Input,
    Output,
    Total,
    CacheRead,

    /// <summary>All cache writes, regardless of their lifetime.</summary>
    CacheWrite,
    CacheWrite5m,
    CacheWrite1h,
    Reasoning,

    /// <summary>Input from tools, in addition to the prompt (Gemini).</summary>
    ToolInput,
    AudioInput,
    AudioOutput,
    ImageInput,
    ImageOutput,

    /// <summary>The audio in <see cref="ToolInput"/>.</summary>
    ToolAudioInput,

    /// <summary>The images in <see cref="ToolInput"/>.</summary>
    ToolImageInput,

    /// <summary>The audio in <see cref="CacheRead"/>.</summary>
    AudioCacheRead,

    /// <summary>The images in <see cref="CacheRead"/>.</summary>
    ImageCacheRead,

    /// <summary>What in <see cref="CacheRead"/> is neither: text, video, documents.</summary>
    OtherCacheRead,

    /// <summary>Calls of tools on the provider's side; what is listed here is added up.</summary>
    ServerToolCalls,

    /// <summary>Images that the answer has, one by one.</summary>
    Images,

    /// <summary>Calls of such tools that are in the answer itself, one by one; used where no figure states their number.</summary>
    ServerToolItems,
}

/// <summary>
/// One API dialect, declared: where its figures are, what they include, how several usage objects merge, and what it is known by. Adding
/// a dialect is a file of this kind, a line in <see cref="DialectBook"/>, and a test.
/// </summary>
/// <remarks>Paths are dotted from the document's root, <c>[]</c> an array's element; those of counts are relative to each of
/// <see cref="Containers"/>, unless they begin with <c>/</c>. Alternatives are in order of preference.</remarks>
internal sealed class WireDialect
{
    /// <summary>The facts of a response that are short texts: where a dialect has each, and how it is set.</summary>
    internal static readonly TextFact[] TextFacts =
    [
        new(static dialect => dialect.ResponseId, static (ref facts, text) => facts.ResponseId = text),
        new(static dialect => dialect.ServiceTier, static (ref facts, text) => facts.ServiceTier = text),
        new(static dialect => dialect.Speed, static (ref facts, text) => facts.Speed = text),
        new(static dialect => dialect.Geo, static (ref facts, text) => facts.Geo = text),
    ];

    private readonly string[][] _counts = new string[Enum.GetValues<CountKind>().Length][];

    public required string Name { get; init; }

    /// <summary>The provider, unless something else names one; null if many providers use the dialect.</summary>
    public string? Provider { get; init; }

    /// <summary>The dialect whose answers look the same, so that only <see cref="Provider"/> identifies this one; null for a separate
    /// dialect.</summary>
    public string? VariantOf { get; init; }

    /// <summary>The usage objects, in order of preference; the empty path is the document itself.</summary>
    public required string[] Containers { get; init; }

    public MergeRule Merge { get; init; } = MergeRule.LastObject;

    /// <summary>True if the input figure contains cache reads and writes.</summary>
    public required bool CacheInside { get; init; }

    /// <summary>True if the output figure contains reasoning.</summary>
    public required bool ReasoningInside { get; init; }

    /// <summary>True if providers of the dialect differ and the total shows what their figures include; otherwise, false.</summary>
    public bool TotalDecides { get; init; }

    /// <summary>False for embeddings and similar, which have no output.</summary>
    public bool HasOutput { get; init; } = true;

    /// <summary>A figure for output that is only a placeholder until the stream has ended; null for none.</summary>
    public string? PlaceholderOutput { get; init; }

    public KeyedCounts[] Lists { get; init; } = [];

    /// <summary>Path of a list of steps, each with its own usage and model; null if there is none.</summary>
    public string? Parts { get; init; }

    public string[] Model { get; init; } = ["model"];

    public string[] ResponseId { get; init; } = ["id"];

    public string[] ServiceTier { get; init; } = [];

    /// <summary>Paths of the speed that answered, where a provider sells more than one.</summary>
    public string[] Speed { get; init; } = [];

    /// <summary>Paths of the region that answered, where a provider charges for it.</summary>
    public string[] Geo { get; init; } = [];

    public string[] StopReason { get; init; } = [];

    /// <summary>The provider's own cost, and how many of its unit make a USD.</summary>
    public MoneyField[] Cost { get; init; } = [];

    /// <summary>What was used besides tokens, and where it is stated.</summary>
    public UnitField[] Units { get; init; } = [];

    /// <summary>Signs that audio is part of the total, and of no other count.</summary>
    public string[] AudioBeside { get; init; } = [];

    /// <summary>What begins an answer in a stream (<c>type=message_start</c>); null if nothing shows it.</summary>
    public string? Begins { get; init; }

    /// <summary>What ends a stream: a sign, or <c>[DONE]</c>.</summary>
    public string[] Ends { get; init; } = [];

    /// <summary>How a stream shows that its answer is finished if nothing else ends it; null if it does not.</summary>
    public FinishMark? Finish { get; init; }

    /// <summary>Signs of an event of a stream of lines, where one line is not a whole answer.</summary>
    public string[] EventSigns { get; init; } = [];

    /// <summary>Signs, relative to the containers, of a gateway that reports reasoning in addition to the output although its total omits
    /// it.</summary>
    public string[] ReasoningBeside { get; init; } = [];

    /// <summary>What the dialect is recognized by, with weights: a path that is there, or <c>path=value</c>.</summary>
    public Sign[] Signs { get; init; } = [];

    /// <summary>True if responses of other services may have the signs too; otherwise, false.</summary>
    public bool HasCommonSigns { get; init; }

    /// <summary>What in the content identifies a provider: a sign and the provider's name.</summary>
    public ProviderSign[] ProviderSigns { get; init; } = [];

    /// <summary>Where a kind of count is.</summary>
    public string[] this[CountKind kind]
    {
        get => _counts[(int)kind] ?? [];
        init => _counts[(int)kind] = value;
    }
}

/// <summary>A fact of a response that is a short text.</summary>
/// <param name="Paths">Where a dialect has it.</param>
/// <param name="Set">Sets it.</param>
internal sealed record TextFact(Func<WireDialect, string[]> Paths, TextFact.Setter Set)
{
    public delegate void Setter(ref ResponseFacts facts, string? text);
}

/// <summary>A list whose entries say by a key what they count.</summary>
/// <param name="Path">The list, relative to the containers.</param>
/// <param name="Key">The entry's key; null if every entry counts.</param>
/// <param name="Count">The entry's count; empty if each entry counts as one.</param>
/// <param name="Kinds">Values of the key (any case) and what they count; the empty value stands for every entry.</param>
internal sealed record KeyedCounts(string Path, string? Key, string Count, params KeyedKind[] Kinds);

/// <summary>One value of a key, and what it counts.</summary>
internal sealed record KeyedKind(string Value, CountKind Kind);

/// <summary>A cost that the provider states.</summary>
/// <param name="Path">Where, relative to the containers.</param>
/// <param name="UnitsPerUsd">How many of its unit make a USD.</param>
/// <param name="ZeroIsNone">True if hosts that do not bill in this field fill it with 0.</param>
internal sealed record MoneyField(string Path, decimal UnitsPerUsd = 1m, bool ZeroIsNone = false);

/// <summary>Something that is counted in a unit other than tokens.</summary>
/// <param name="Unit">The unit, as <see cref="UsageUnit.Unit"/> names it.</param>
/// <param name="Paths">Where, relative to the containers, in order of preference.</param>
internal sealed record UnitField(string Unit, params string[] Paths);

/// <summary>How a stream without an end mark shows that its answer is finished.</summary>
/// <param name="Item">The object of an event that holds the answer (<c>choices[]</c>); a later one without a reason goes on.</param>
/// <param name="Reason">Where it says why it ended.</param>
/// <param name="NeedsUsage">True if the usage must have come with the reason or after it.</param>
/// <param name="Several">A sign of several answers, whose reasons come one by one; null for none.</param>
/// <param name="Step">The object that holds a step of the answer; null for none.</param>
/// <param name="OpenSteps">Signs of a step that another one follows; the last step decides.</param>
internal sealed record FinishMark(
    string Item, string Reason, bool NeedsUsage = false, string? Several = null, string? Step = null, params string[] OpenSteps);

/// <summary>Content that a dialect is recognized by.</summary>
internal sealed record Sign(string What, int Weight);

/// <summary>Content that identifies a provider of a dialect.</summary>
internal sealed record ProviderSign(string What, string Provider);
