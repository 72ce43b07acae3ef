using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Generators.Analyzers.Models;

/// <summary>Finds model names in settings files (<c>appsettings*.json</c>).</summary>
internal static class ModelSettings
{
    private static readonly Regex Setting = new(
        "\"(?<key>model|modelId|modelName)\"\\s*:\\s*\"(?<value>[^\"\\\\]+)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // In a settings file a "Model" may be a car's: only what begins like a provider's name counts as unknown.
    private static readonly Regex Family = new(
        "^(?:gpt-|chatgpt-|o[134](?:-|$)|claude-|gemini-|mistral-|codestral-|deepseek-|grok-|command-)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>True for a file that holds settings.</summary>
    public static bool IsSettings(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for a name that begins like a provider's.</summary>
    public static bool LooksLikeAModel(string name) => Family.IsMatch(name);

    /// <summary>Each model that the file sets, and where.</summary>
    public static IEnumerable<(string Model, TextSpan Span)> In(SourceText text)
    {
        foreach (Match match in Setting.Matches(text.ToString()))
        {
            var value = match.Groups["value"];
            yield return (value.Value, new TextSpan(value.Index, value.Length));
        }
    }
}
