using Microsoft.CodeAnalysis;

namespace TokenTracking.Testing;

/// <summary>Compares all of what is expected with all of what was reported.</summary>
internal static class DiagnosticComparison
{
    public static void Verify(IEnumerable<DiagnosticResult> expected, IEnumerable<Diagnostic> actual)
    {
        var unexpected = actual.ToList();
        var missing = new List<DiagnosticResult>();
        foreach (var result in expected)
        {
            if (unexpected.Find(result.Matches) is { } match)
                unexpected.Remove(match);
            else
                missing.Add(result);
        }

        if (missing.Count == 0 && unexpected.Count == 0)
            return;
        Assert.Fail(string.Join(
            '\n',
            [.. missing.Select(static result => $"Expected and not reported: {result}"),
             .. unexpected.Select(static diagnostic => $"Reported and not expected: {diagnostic}\n    at {Code(diagnostic)}")]));
    }

    private static string Code(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "no source";
}
