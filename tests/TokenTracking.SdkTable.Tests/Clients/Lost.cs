using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Losses that several clients share.</summary>
internal static class Lost
{
    public static IReadOnlyList<Way> Everywhere { get; } = Enum.GetValues<Way>();

    /// <summary>The adapter calls members of the SDK's client that are not public, which no decorator sees.</summary>
    public static Loss Unseen { get; } = new(
        [Way.UnderAdapter], [], ["nothing", "Missing", "Succeeded/Missing"],
        "Under an adapter, the decorator of the client sees no usage: the adapter calls members without it. Decorate the adapter.");

    /// <summary>OpenAI's types have no property for tokens that are written to a cache.</summary>
    public static Loss CacheWrites { get; } = new(
        [Way.Decorator, Way.Adapter], [Situation.Cached],
        ["cache writes as input, Complete", "cache writes as input, Complete, provider openai", "cache writes as input, Partial"],
        "The SDK has no property for tokens that are written to the cache: they count as other input. The handler reads them.");

    /// <summary>The result has no usage, and the decorator passes the call on.</summary>
    public static Loss NoUsage(string instead) => new(
        [Way.Decorator, Way.UnderAdapter], [], ["nothing", "Missing"],
        $"The result has no property with usage. {instead}");

    /// <summary>A refused request comes back as a result.</summary>
    public static Loss FailureAsResult { get; } = new(
        Everywhere, [Situation.Failed], ["without usage: Succeeded"],
        "The SDK returns what was refused as a result: the record is `Missing`, and its outcome `Succeeded`.");

    /// <summary>The handler alone sees the attempts: nothing above it counts.</summary>
    public static Loss FailedAttempt { get; } = new(
        [Way.All], [Situation.Retried], ["without usage: Failed"], "The failed attempt has a separate record.");
}
