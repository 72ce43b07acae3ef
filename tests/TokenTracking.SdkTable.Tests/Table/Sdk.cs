namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>A client, and what its rows of the table need.</summary>
/// <param name="Name">The client, for readers.</param>
/// <param name="Package">The package that it comes from.</param>
/// <param name="Provider">The provider that has to be recorded.</param>
/// <param name="Model">The model that has to be recorded.</param>
/// <param name="Create">Makes the client, tracked in the connection's way.</param>
internal sealed record Sdk(string Name, string Package, string Provider, string Model, Func<Connection, Conversation> Create)
{
    private static readonly Situation[] EverySituation =
    [
        Situation.Plain, Situation.Streamed, Situation.Tools, Situation.Retried, Situation.Cached, Situation.Cancelled, Situation.Failed,
    ];

    /// <summary>The type that is named in <c>[assembly: TrackAiUsage(typeof(…))]</c>; null if nothing can be decorated.</summary>
    public string? Tracked { get; init; }

    /// <summary>The expression that makes the adapter of Microsoft.Extensions.AI; null if there is none.</summary>
    public string? Adapter { get; init; }

    /// <summary>How the client is given an HttpClient; null if it sends no HTTP.</summary>
    public string? Transport { get; init; }

    /// <summary>Whether the SDK itself repeats what failed.</summary>
    public bool Repeats { get; init; } = true;

    /// <summary>Whether the SDK returns what was refused as a result, and throws nothing.</summary>
    public bool AnswersFailures { get; init; }

    /// <summary>What the client can do.</summary>
    public IReadOnlyList<Situation> Situations { get; init; } = EverySituation;

    /// <summary>What the adapter cannot do.</summary>
    public IReadOnlyList<Situation> NotThroughAdapter { get; init; } = [];

    /// <summary>What is lost, and how that is known.</summary>
    public IReadOnlyList<Loss> Losses { get; init; } = [];

    public IEnumerable<Way> Ways
    {
        get
        {
            if (Tracked is not null)
                yield return Way.Decorator;
            if (Tracked is not null && Adapter is not null)
            {
                yield return Way.UnderAdapter;
                yield return Way.Adapter;
            }

            if (Transport is not null)
                yield return Way.Handler;
            if (Tracked is not null && Transport is not null)
                yield return Way.All;
        }
    }

    /// <summary>The situations of a way: a local cache is one of Microsoft.Extensions.AI, and stands above the adapter.</summary>
    public IEnumerable<Situation> SituationsOf(Way way)
    {
        var isAdapted = Adapter is not null && way is Way.UnderAdapter or Way.Adapter or Way.All;
        var all = isAdapted ? Situations.Append(Situation.Repeated).Except(NotThroughAdapter) : Situations;
        return Situations.Contains(Situation.Streamed) ? all.Append(Situation.Left) : all;
    }

    /// <summary>Why a cell is not as it should be; null if nobody knows.</summary>
    public Loss? LossOf(Way way, Situation situation, string found) => Losses.FirstOrDefault(
        loss => loss.Ways.Contains(way) && loss.Found.Contains(found)
            && (loss.Situations.Count == 0 || loss.Situations.Contains(situation)));
}
