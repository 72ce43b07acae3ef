namespace TokenTracking.Generators.Corpus;

/// <summary>Runs a corpus against its expectation files, and prints what differs and the figures.</summary>
public static class CorpusReport
{
    /// <summary>Runs the selected types.</summary>
    /// <param name="all">The names of all types of the corpus, in order.</param>
    /// <param name="selection">Which of them to run.</param>
    /// <param name="expectations">The expectation files.</param>
    /// <param name="output">Where the report is written.</param>
    /// <returns>True if the run found no problems; otherwise, false.</returns>
    public static bool Run(IEnumerable<string> all, CorpusSelection selection, Expectations expectations, TextWriter output)
    {
        var names = selection.Of(all);
        var run = new CorpusRun { IsCompared = selection.IsCompared };
        run.Run(names);
        var expected = Only(expectations.Read(), names.Contains);
        var uncompared = Only(expectations.ReadUncompared(), key => run.Comparison.Compared.Contains(key.Split(' ')[0]));
        if (selection.IsUpdate)
        {
            expectations.WriteTypes(Merged(expectations.Read(), expected, run.Lines));
            expectations.WriteUncompared(Merged(expectations.ReadUncompared(), uncompared, run.Comparison.Uncompared));
            expected = run.Lines;
            uncompared = run.Comparison.Uncompared;
        }

        string[] problems =
        [
            .. run.Errors, .. run.Comparison.Errors, .. Expectations.Compare(expected, run.Lines),
            .. Expectations.Compare(uncompared, run.Comparison.Uncompared),
        ];
        foreach (var problem in problems)
            output.WriteLine(problem);
        WriteFigures(run, output);
        output.WriteLine($"{problems.Length} problems");
        return problems.Length == 0;
    }

    private static void WriteFigures(CorpusRun run, TextWriter output)
    {
        var refused = run.Lines.Values.Where(static line => line.StartsWith("refused", StringComparison.Ordinal)).ToArray();
        output.WriteLine($"{run.Lines.Count} types: {run.Lines.Count - refused.Length} tracked, {refused.Length} refused");
        foreach (var reason in refused.CountBy(static line => line.Split(' ')[1]).OrderBy(static reason => reason.Key))
            output.WriteLine($"  {reason.Key}: {reason.Value}");
        output.WriteLine(
            $"{run.Decorators} decorators with {run.Comparison.Members} members, {run.Comparison.Tracked} of them calls: compared "
            + $"in {run.Comparison.Calls} calls, {run.Comparison.Uncompared.Count} members not compared");
    }

    private static SortedDictionary<string, string> Only(SortedDictionary<string, string> lines, Func<string, bool> isSelected)
        => new(lines.Where(line => isSelected(line.Key)).ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, string> Merged(
        SortedDictionary<string, string> lines, SortedDictionary<string, string> replaced, SortedDictionary<string, string> found)
    {
        foreach (var key in replaced.Keys)
            lines.Remove(key);
        foreach (var line in found)
            lines[line.Key] = line.Value;
        return lines;
    }
}
