namespace TokenTracking.CodeFixes.Fixing;

/// <summary>One way to fix a finding.</summary>
/// <param name="Key">The equivalence key: what fix-all repeats.</param>
/// <param name="Title">What the lightbulb says.</param>
internal sealed record FixKind(string Key, string Title);
