namespace TokenTracking.Generated;

/// <summary>What a layer of a client does with a call besides passing it on.</summary>
[Flags]
internal enum LayerKind
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>It makes a call for each round of a tool loop, and returns the sum of their usage.</summary>
    ToolLoop = 1,

    /// <summary>It may answer from a cache.</summary>
    Cache = 2,

    /// <summary>It calls one of several clients, or the same one again.</summary>
    Fallback = 4,
}

/// <summary>Tells by the name of a layer's type, or of a type that it derives from, what it does.</summary>
internal static class LayerKinds
{
    private static readonly (string Word, LayerKind Kind)[] Words =
    [
        ("FunctionInvo", LayerKind.ToolLoop), ("FunctionCalling", LayerKind.ToolLoop), ("ToolInvo", LayerKind.ToolLoop),
        ("ToolCalling", LayerKind.ToolLoop), ("ToolLoop", LayerKind.ToolLoop),
        ("Caching", LayerKind.Cache), ("Cached", LayerKind.Cache), ("Cache", LayerKind.Cache),
        ("Fallback", LayerKind.Fallback), ("Failover", LayerKind.Fallback), ("Routing", LayerKind.Fallback),
        ("Router", LayerKind.Fallback), ("Retry", LayerKind.Fallback), ("Resilien", LayerKind.Fallback),
        ("LoadBalanc", LayerKind.Fallback), ("RoundRobin", LayerKind.Fallback), ("Hedg", LayerKind.Fallback),
    ];

    /// <summary>What a layer does, as far as the names of its types tell.</summary>
    public static LayerKind Of(object layer)
    {
        for (var type = layer.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (Of(type.Name) is var kind and not LayerKind.None)
                return kind;
        }

        return LayerKind.None;
    }

    /// <summary>True for the middleware of Microsoft.Extensions.AI that passes each call on to its inner client, or answers it
    /// itself; otherwise, false. What a user's own layer calls besides its inner client cannot be known.</summary>
    public static bool CallsItsInnerClientAlone(object layer)
    {
        var type = layer.GetType();
        return type.Namespace == "Microsoft.Extensions.AI"
            && type.Assembly.GetName().Name?.StartsWith("Microsoft.Extensions.AI", StringComparison.Ordinal) == true
            && !Of(layer).HasFlag(LayerKind.Fallback)
            && !type.Name.StartsWith("Anonymous", StringComparison.Ordinal);
    }

    private static LayerKind Of(string name)
    {
        foreach (var (word, kind) in Words)
        {
            // The provider's own prompt cache is a part of each call.
            if (name.Contains(word, StringComparison.Ordinal)
                && !(kind == LayerKind.Cache && name.Contains("PromptCach", StringComparison.Ordinal)))
                return kind;
        }

        return LayerKind.None;
    }
}
