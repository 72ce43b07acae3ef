using TokenTracking.Architecture.Tests.Graphs;
using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

namespace TokenTracking.Architecture.Tests.Figures;

/// <summary>Prints the figures of docs/architecture.md, and the arrows that make the cycles.</summary>
internal static class FigureWriter
{
    public static void Write(ProjectGraph project, TextWriter output)
    {
        var knots = Cycles.Knots(project.Folders);
        var fileKnots = Cycles.Knots(project.Files);
        var files = project.Files.Nodes;
        output.WriteLine($"{project.Name}: {files.Count} files, {Lines(files)} lines, {project.Folders.Nodes.Count} folders");
        output.WriteLine($"  folders in a cycle: {knots.Sum(static knot => knot.Count)}");
        output.WriteLine($"  largest file cycle: {fileKnots.Select(static knot => knot.Count).FirstOrDefault()}");
        foreach (var (name, count) in PublicTypes.Counts(project.Bound))
        {
            output.WriteLine($"  public types in {name}: {count}");
        }

        if (project.Bound.Errors is [var first, ..] errors)
        {
            output.WriteLine($"  {errors.Count} errors: arrows may be missing; the first: {first}");
        }

        WriteRules(project, output);
    }

    /// <summary>Every cycle with all of its arrows, the rarest first: these are the cheapest to remove.</summary>
    public static void WriteCycles(ProjectGraph project, TextWriter output)
    {
        foreach (var knot in Cycles.Knots(project.Folders))
        {
            output.WriteLine($"  cycle of {knot.Count} folders: {string.Join(", ", knot.Order(StringComparer.Ordinal))}");
            var shortest = Cycles.Shortest(project.Folders, knot).Select(static arrow => arrow.From);
            output.WriteLine($"    shortest: {string.Join(" -> ", shortest)} -> back");
            foreach (var arrow in Cycles.Within(project.Folders, knot).OrderBy(static arrow => arrow.Count))
            {
                output.WriteLine($"    {arrow.From} -> {arrow.To} ({arrow.Count} file pairs): {arrow.Example}");
            }
        }

        foreach (var knot in Cycles.Knots(project.Files).Take(5))
        {
            output.WriteLine($"  cycle of {knot.Count} files: {string.Join(", ", knot)}");
        }
    }

    /// <summary>Every arrow against the declared order.</summary>
    public static void WriteOrder(ProjectGraph project, FolderOrder? order, TextWriter output)
    {
        foreach (var arrow in order?.Against(project.Folders) ?? ["(no order is declared)"])
        {
            output.WriteLine($"  against the order: {arrow}");
        }
    }

    // Reach: how many files somebody has to know who reads the whole of one rule.
    private static void WriteRules(ProjectGraph project, TextWriter output)
    {
        var rules = project.Files.Nodes.Where(static file => file.Name.EndsWith("Analyzer.cs", StringComparison.Ordinal)).ToList();
        if (rules is [])
        {
            return;
        }

        var analyzers = project.Files.Nodes.Where(static file => file.Path.StartsWith("Analyzers/", StringComparison.Ordinal)).ToList();
        output.WriteLine($"  analyzers: {analyzers.Count} files, {Lines(analyzers)} lines");
        foreach (var rule in rules)
        {
            var reach = project.Files.Reach(rule);
            output.WriteLine($"  {rule} reaches {reach.Count} files, {Lines(reach)} lines");
        }
    }

    private static int Lines(IEnumerable<SourceFile> files) => files.Sum(static file => File.ReadLines(file.Location).Count());
}
