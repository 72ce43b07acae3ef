namespace TokenTracking.Cli.Stores;

/// <summary>The location of a store, and what specified it.</summary>
/// <param name="Path">The store file.</param>
/// <param name="Origin">What named it, for messages.</param>
internal sealed record StoreLocation(string Path, string Origin)
{
    /// <summary>The environment variable that names the store.</summary>
    public const string VariableName = "TOKENTRACKING_STORE";

    /// <summary>The store where nothing names one, below the current folder.</summary>
    public const string DefaultPath = "data/token_usage.db";

    /// <summary>The store of a command line: the option, the environment variable or the default, in this order.</summary>
    /// <param name="option">The value of <c>--store</c>; null if it is not specified.</param>
    /// <param name="variable">The environment.</param>
    /// <returns>The place.</returns>
    public static StoreLocation Resolve(string? option, Func<string, string?> variable)
    {
        if (!string.IsNullOrWhiteSpace(option))
            return new StoreLocation(option, "specified by --store");
        return variable(VariableName) is { } named && !string.IsNullOrWhiteSpace(named)
            ? new StoreLocation(named, $"specified by {VariableName}")
            : new StoreLocation(DefaultPath, $"the default, because neither --store nor {VariableName} is set");
    }
}
