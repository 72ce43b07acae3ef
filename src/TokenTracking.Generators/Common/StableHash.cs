using System.Globalization;

namespace TokenTracking.Generators.Common;

/// <summary>A short hash of a name that is the same on every machine and in every run (FNV-1a).</summary>
internal static class StableHash
{
    public static string Of(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16777619u);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
