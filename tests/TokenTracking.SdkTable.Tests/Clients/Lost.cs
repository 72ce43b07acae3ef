using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Losses that several clients share.</summary>
internal static class Lost
{
    public static IReadOnlyList<Way> Everywhere { get; } = Enum.GetValues<Way>();

    /// <summary>OpenAI's types have no property for tokens that are written to a cache.</summary>
    public static Loss CacheWrites { get; } = new(
        [Way.Decorator, Way.Adapter], [Situation.Cached],
        ["cache writes as input, Complete", "cache writes as input, Complete, provider openai", "cache writes as input, Partial"],
        "The SDK has no property for tokens that are written to the cache: they count as other input. The handler reads them.");

    /// <summary>The result has no usage, and the decorator passes the call on.</summary>
    public static Loss NoUsage(string instead) => new(
        [Way.Decorator, Way.UnderAdapter], [], ["nothing", "Missing"],
        $"The result has no property with usage. {instead}");

    /// <summary>The handler alone sees the attempts: nothing above it counts.</summary>
    public static Loss FailedAttempt { get; } = new(
        [Way.All], [Situation.Retried], ["without usage: Failed"], "The failed attempt has a separate record.");
}
