using TokenTracking.Cli.Builds;

namespace TokenTracking.Cli.Audit;

/// <summary>What the logs of a build hold.</summary>
/// <param name="Projects">The compilations.</param>
/// <param name="Failures">The projects that could not be read.</param>
/// <param name="Notes">What the build had to do without.</param>
internal sealed record AuditResult(
    IReadOnlyList<AuditedProject> Projects, IReadOnlyList<ProjectFailure> Failures, IReadOnlyList<string> Notes);
