namespace TokenTracking.Cli.Audit;

/// <summary>A type by the name that the rules give it: <c>Acme.Chat@App</c>, with its namespace and its assembly.</summary>
internal static class TypeName
{
    /// <summary>The name without namespace and assembly.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The short name.</returns>
    public static string Short(string type)
    {
        var name = Qualified(type);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>The name with its namespace.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The name.</returns>
    public static string Qualified(string type) => type.Split('@')[0];

    /// <summary>The assembly; empty if it is unknown.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The assembly's name.</returns>
    public static string Assembly(string type) => type.Split('@', 2) is [_, var assembly] ? assembly : "";
}
