using System.Collections.Concurrent;

namespace ProjectPlanner.StandIn;

/// <summary>The prompts that a stand-in has seen. Unlike a real cache it has no smallest size and forgets nothing while it runs.</summary>
internal sealed class PromptCache
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>True if the prompt was cached already; otherwise, it is cached from now on.</summary>
    public bool Hit(string prompt) => !_seen.TryAdd(prompt, true);
}
