namespace TokenTracking.Cli.Builds;

/// <summary>A project that could not be read.</summary>
/// <param name="Project">The project file.</param>
/// <param name="Framework">The framework; null for all of them.</param>
/// <param name="Reason">The first error, or why there is none.</param>
internal sealed record ProjectFailure(string Project, string? Framework, string Reason);
