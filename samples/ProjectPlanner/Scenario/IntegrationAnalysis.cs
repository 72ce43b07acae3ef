using ProjectPlanner.Integration;
using TokenTracking;

namespace ProjectPlanner.Scenario;

/// <summary>Looks at the seams between tasks that follow each other.</summary>
internal sealed class IntegrationAnalysis(IIntegrationAnalyzer analyzer)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var agent = TrackingScope.Begin(agent: "integrator");
        var findings = new List<Finding>();
        foreach (var (one, next) in plan.Tasks.Zip(plan.Tasks.Skip(1)))
        {
            var finding = await analyzer.AnalyzeAsync(one.Task.Id, one.Task.Name, next.Task.Name, cancellationToken);
            findings.Add(new Finding("analyze_integration", one.Task.Id, finding.Text));
        }

        return findings;
    }
}
