using System.Text.RegularExpressions;
using TokenTracking.Architecture.Tests.Graphs;

namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>The order of the folders of one project as docs/architecture.md declares it.</summary>
/// <remarks>
/// A block <c>```folders PROJECT</c> with lines such as <c>Usage, Wire &lt;- Storage &lt;- Tracking</c>: a folder may use every folder that
/// can be reached against the arrows, over all lines together. Subfolders belong to the longest declared folder that contains them.
/// </remarks>
internal sealed partial class FolderOrder
{
    private readonly Graph<string> _allowed;

    private FolderOrder(Graph<string> allowed) => _allowed = allowed;

    /// <summary>Reads the blocks of a page, by project.</summary>
    public static IReadOnlyDictionary<string, FolderOrder> Read(string markdown)
        => Block().Matches(markdown).ToDictionary(
            static block => block.Groups["project"].Value, static block => Parse(block.Groups["lines"].Value), StringComparer.Ordinal);

    /// <summary>Reads the blocks of docs/architecture.md.</summary>
    public static IReadOnlyDictionary<string, FolderOrder> ReadFrom(string repositoryRoot)
        => Read(File.ReadAllText(Path.Combine(repositoryRoot, "docs", "architecture.md")));

    /// <summary>Reads the lines of one block.</summary>
    public static FolderOrder Parse(string lines)
    {
        var rows = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static line => line.Split("<-").Select(Names).ToList())
            .ToList();
        var arrows = rows.SelectMany(static row => row.Zip(row.Skip(1)))
            .SelectMany(static step => step.Second.SelectMany(from => step.First.Select(to => (from, to))))
            .Distinct()
            .Select(static step => new Arrow<string>(step.from, step.to, $"{step.to} <- {step.from}"));
        return new FolderOrder(new Graph<string>(rows.SelectMany(static row => row.SelectMany(static names => names)), arrows));
    }

    /// <summary>The declared order as a graph: it must not contain a cycle either.</summary>
    public Graph<string> Allowed => _allowed;

    /// <summary>The declared folder that a folder belongs to, or null.</summary>
    public string? Declared(string folder)
        => _allowed.Nodes
            .Where(name => folder == name || folder.StartsWith(name + "/", StringComparison.Ordinal))
            .MaxBy(static name => name.Length);

    /// <summary>True if one folder may use the other; otherwise, false.</summary>
    public bool Allows(string from, string to)
        => (Declared(from), Declared(to)) is ({ } user, { } used) && _allowed.Reach(user).Contains(used);

    /// <summary>The arrows between folders that the order does not allow, as lines to read.</summary>
    public IEnumerable<string> Against(Graph<string> folders)
        => folders.Arrows
            .Where(arrow => !Allows(arrow.From, arrow.To))
            .Select(static arrow => $"{arrow.From} -> {arrow.To} ({arrow.Count} file pairs): {arrow.Example}");

    private static string[] Names(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(
        @"^```folders (?<project>[\w.]+)\r?\n(?<lines>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
