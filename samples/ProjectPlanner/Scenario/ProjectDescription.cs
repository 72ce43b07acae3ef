namespace ProjectPlanner.Scenario;

/// <summary>A project as its author described it in Markdown.</summary>
internal sealed record ProjectDescription(
    string Slug, string Name, string Text, IReadOnlyList<string> Features, IReadOnlyList<string> Decisions)
{
    /// <summary>The key that usage is attributed to: the same in every run.</summary>
    public string ProjectId => "proj_" + Slug.Replace('-', '_');

    public string BoardId => "board_" + Slug.Replace('-', '_');

    public static ProjectDescription Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var name = text.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
        var slug = Path.GetFileNameWithoutExtension(path);
        return new ProjectDescription(slug, name ?? slug, text, Bullets(text, "Features"), Bullets(text, "Decisions"));
    }

    private static List<string> Bullets(string text, string section)
        => [.. text.Split('\n')
            .SkipWhile(line => line != "## " + section)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..].Trim())];
}
