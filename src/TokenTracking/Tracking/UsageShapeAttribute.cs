namespace TokenTracking;

/// <summary>
/// Says how a type of yours carries token counts, where their names leave it open. Each property names the path to a count, from the type
/// on: <c>"Meta.PromptTokens"</c>. What is not named is unknown.
/// </summary>
/// <example><code>[UsageShape(Input = "Spent.In", Output = "Spent.Out", CacheRead = "Spent.Cached", InputIncludesCache = true)]</code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class UsageShapeAttribute : Attribute
{
    /// <summary>The path to the input tokens.</summary>
    public string? Input { get; set; }

    /// <summary>The path to the output tokens.</summary>
    public string? Output { get; set; }

    /// <summary>The path to the input tokens that were read from a cache.</summary>
    public string? CacheRead { get; set; }

    /// <summary>The path to the input tokens that were written to a cache of unknown lifetime.</summary>
    public string? CacheWrite { get; set; }

    /// <summary>The path to the input tokens that were written to a 5-minute cache entry.</summary>
    public string? CacheWrite5m { get; set; }

    /// <summary>The path to the input tokens that were written to a 1-hour cache entry.</summary>
    public string? CacheWrite1h { get; set; }

    /// <summary>The path to the reasoning tokens.</summary>
    public string? Reasoning { get; set; }

    /// <summary>True, the default, where the input figure contains the cached tokens; false where they stand beside it.</summary>
    public bool InputIncludesCache { get; set; } = true;

    /// <summary>True, the default, where the output figure contains the reasoning tokens; false where they stand beside it.</summary>
    public bool OutputIncludesReasoning { get; set; } = true;
}
