namespace TokenTracking.Generators.Corpus;

/// <summary>Runs a corpus against its expectation files, and prints what differs and the figures.</summary>
public static class CorpusReport
{
    /// <summary>Runs the types of these names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="expectations">The expectation files.</param>
    /// <param name="isUpdate">True to replace the expectation files with what is found.</param>
    /// <param name="output">Where the report is written.</param>
    /// <returns>True if the run found no problems; otherwise, false.</returns>
    public static bool Run(IEnumerable<string> names, Expectations expectations, bool isUpdate, TextWriter output)
    {
        var run = new CorpusRun();
        run.Run(names.ToHashSet(StringComparer.Ordinal));
        if (isUpdate)
            expectations.Write(run.Lines, run.Comparison.Uncompared);

        string[] problems =
        [
            .. run.Errors, .. run.Comparison.Errors, .. Expectations.Compare(expectations.Read(), run.Lines),
            .. Expectations.Compare(expectations.ReadUncompared(), run.Comparison.Uncompared),
        ];
        foreach (var problem in problems)
            output.WriteLine(problem);
        var refused = run.Lines.Values.Where(static line => line.StartsWith("refused", StringComparison.Ordinal)).ToArray();
        output.WriteLine($"{run.Lines.Count} types: {run.Lines.Count - refused.Length} tracked, {refused.Length} refused");
        foreach (var reason in refused.CountBy(static line => line.Split(' ')[1]).OrderBy(static reason => reason.Key))
            output.WriteLine($"  {reason.Key}: {reason.Value}");
        output.WriteLine(
            $"{run.Decorators} decorators with {run.Comparison.Members} members, {run.Comparison.Tracked} of them calls: compared "
            + $"in {run.Comparison.Calls} calls, {run.Comparison.Uncompared.Count} members not compared");
        output.WriteLine($"{problems.Length} problems");
        return problems.Length == 0;
    }
}
