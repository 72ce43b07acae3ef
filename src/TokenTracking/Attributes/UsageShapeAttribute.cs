namespace TokenTracking;

/// <summary>
/// Describes how a type carries token counts if their names are ambiguous. Each property names the path to a count, from the type
/// on: <c>"Meta.PromptTokens"</c>. What is not named is unknown.
/// </summary>
/// <example><code>[UsageShape(Input = "Spent.In", Output = "Spent.Out", CacheRead = "Spent.Cached", InputIncludesCache =
/// true)]</code></example>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = true, Inherited = false)]
public sealed class UsageShapeAttribute : Attribute
{
    /// <summary>On a type of your own.</summary>
    public UsageShapeAttribute()
    {
    }

    /// <summary>On the assembly, for a type that you do not own.</summary>
    /// <param name="type">The type that carries the counts.</param>
    public UsageShapeAttribute(Type type) => Type = type;

    /// <summary>The type that carries the counts; null if the attribute is applied to it.</summary>
    public Type? Type { get; }

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

    /// <summary>True, the default, if the input figure contains the cached tokens; otherwise, false.</summary>
    public bool InputIncludesCache { get; set; } = true;

    /// <summary>True, the default, if the output figure contains the reasoning tokens; otherwise, false.</summary>
    public bool OutputIncludesReasoning { get; set; } = true;
}
