using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Finds model names in settings files (<c>appsettings*.json</c>).</summary>
internal static class ModelSettings
{
    /// <summary>True for a file that holds settings.</summary>
    public static bool IsSettings(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Each model in the file, and its location. Sections for Azure and local servers contain user-defined names.</summary>
    public static IEnumerable<(string Model, TextSpan Span)> In(SourceText text)
        => SettingsText.In(text.ToString())
            .Where(static value => IsModel(value.Keys[value.Keys.Count - 1]) && !value.Keys.Any(IsOwn))
            .Select(static value => (value.Text, value.Span));

    private static bool IsModel(string key)
        => key.Equals("modelid", StringComparison.OrdinalIgnoreCase) || key.Equals("modelname", StringComparison.OrdinalIgnoreCase)
            || ModelSites.IsCalledModel(key)
            || (key.EndsWith("s", StringComparison.OrdinalIgnoreCase) && ModelSites.IsCalledModel(key.Substring(0, key.Length - 1)));

    private static bool IsOwn(string key)
        => ModelOwners.IsOwn(key) || (key.Length > 0 && ModelOwners.IsOwn(char.ToUpperInvariant(key[0]) + key.Substring(1)));
}
