using TokenTracking.Cli.Builds;

namespace TokenTracking.Cli.Coverage;

/// <summary>What was measured, and what was not.</summary>
/// <param name="Compilations">The figures of each compilation.</param>
/// <param name="NotBuilt">The projects that do not build.</param>
internal sealed record CoverageFigures(IReadOnlyList<CompilationFigures> Compilations, IReadOnlyList<ProjectFailure> NotBuilt);
