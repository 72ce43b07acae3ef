namespace TokenTracking.Cli.Coverage;

/// <summary>The LLM call sites of one compilation (a project for a framework), as the compiler reports them.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Framework">The framework; null if the log does not say.</param>
/// <param name="Tracked">Sites whose calls are recorded.</param>
/// <param name="Assumed">Sites on a tracked interface that no visible code wraps.</param>
/// <param name="Declined">Sites with <c>[NotTracked]</c>.</param>
/// <param name="Untracked">Sites whose calls are not recorded.</param>
internal sealed record CompilationFigures(
    string Assembly, string? Framework, int Tracked, IReadOnlyList<CallPlace> Assumed,
    IReadOnlyList<CallPlace> Declined, IReadOnlyList<CallPlace> Untracked);

/// <summary>A place that calls an LLM.</summary>
/// <param name="File">The file, as the compiler names it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Call">What is called; null if the log does not say.</param>
/// <param name="Reason">Why it is declined; null for others.</param>
internal sealed record CallPlace(string File, int Line, string? Call, string? Reason);
