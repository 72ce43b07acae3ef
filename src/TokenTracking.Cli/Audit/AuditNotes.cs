namespace TokenTracking.Cli.Audit;

/// <summary>What limits the figures of an audit.</summary>
internal static class AuditNotes
{
    // The package's runtime is compiled for this framework.
    private const string Runtime = "net10.0";

    // Libraries with methods that the rules do not know.
    private static readonly string[] Unknown =
    [
        "Microsoft.ML.OnnxRuntimeGenAI", "LangChain", "LangChain.Core", "Cohere", "AutoGen.Core", "Forge.OpenAI",
        "Rystem.OpenAi", "Standard.AI.OpenAI", "tryAGI.OpenAI", "DeepSeek.Core", "HuggingFace", "GroqSharp", "Anthropic.Client",
    ];

    /// <summary>The notes.</summary>
    /// <param name="projects">The compilations.</param>
    /// <param name="calls">The calls.</param>
    /// <returns>A sentence each.</returns>
    public static IEnumerable<string> Of(IReadOnlyList<AuditedProject> projects, IReadOnlyCollection<AuditedCall> calls)
    {
        foreach (var library in projects.SelectMany(static project => project.References).Intersect(Unknown, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal))
        {
            var users = Names(projects.Where(project => project.References.Contains(library)));
            yield return $"{library} is referenced by {users}, and the rules do not know all of its methods: name those that call an "
                + "LLM in token_tracking.billed_methods (.editorconfig).";
        }

        var older = projects
            .Where(static project => project is { Framework.Length: > 0, IsTest: false } && project.Calls.Count > 0)
            .GroupBy(static project => project.Path ?? project.Assembly)
            .Where(static frameworks => frameworks.All(static project => IsOlder(project.Framework!)))
            .Select(static frameworks => frameworks.First()).ToList();
        if (older.Count > 0)
        {
            yield return $"The runtime of TokenTracking requires {Runtime}, and {Names(older, withFramework: true)} cannot reference it: "
                + "target that framework, or track in a program that does.";
        }

        if (calls.Count == 0 && projects.Count > 0)
            yield return "No call of a known SDK or address of an LLM was found.";
    }

    private static bool IsOlder(string framework)
        => !framework.StartsWith("net", StringComparison.Ordinal) || framework.StartsWith("netstandard", StringComparison.Ordinal)
            || framework.StartsWith("netcoreapp", StringComparison.Ordinal)
            || !Version.TryParse(framework[3..].Split('-')[0], out var version) || version.Major < 10;

    private static string Names(IEnumerable<AuditedProject> projects, bool withFramework = false)
        => string.Join(", ", projects.Select(project => withFramework ? $"{project.Assembly} ({project.Framework})" : project.Assembly)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
