using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Workflows of Microsoft.Agents.AI: to run one with agents calls an LLM.</summary>
public class AgentWorkflowTests
{
    [Theory]
    [InlineData("var w = new WorkflowBuilder(a).AddEdge(a, b).Build(); await [|InProcessExecution.RunAsync(w, \"hi\")|];")]
    [InlineData(
        "var w = AgentWorkflowBuilder.BuildSequential([a, b]); "
        + "await using var run = await [|InProcessExecution.RunStreamingAsync(w, \"hi\")|];")]
    [InlineData("await [|InProcessExecution.RunAsync(AgentWorkflowBuilder.BuildConcurrent([a, b]), \"hi\")|];")]
    [InlineData(
        "var b1 = new WorkflowBuilder(own); b1.AddEdge(own, a); var w = b1.Build(); await [|InProcessExecution.RunAsync(w, \"hi\")|];")]
    [InlineData("await [|InProcessExecution.RunAsync(Built(a), \"hi\")|];")]
    [InlineData("Func<string, Task> run = async text => await [|InProcessExecution.RunAsync(Built(b), text)|]; await run(\"hi\");")]
    public Task A_run_of_a_workflow_with_agents_is_reported(string statement) => VerifyAsync(Source(statement));

    [Theory]
    [InlineData("var w = new WorkflowBuilder(own).Build(); await InProcessExecution.RunAsync(w, \"hi\");")]
    [InlineData("await InProcessExecution.RunAsync(given, \"hi\");")]
    [InlineData("var w = AgentWorkflowBuilder.BuildSequential([a, b]); Console.Write(w);")]
    public Task A_workflow_without_agents_and_one_that_does_not_run_are_left_alone(string statement) => VerifyAsync(Source(statement));

    [Fact]
    public Task A_run_over_a_tracked_client_is_left_alone() => VerifyAsync(
        "[assembly: TokenTracking.TrackAiUsage(typeof(Microsoft.Extensions.AI.IChatClient))]\n",
        Source("await InProcessExecution.RunAsync(AgentWorkflowBuilder.BuildSequential([a, b]), \"hi\");"));

    private static string Source(string statement) => $$"""
        using Microsoft.Agents.AI;
        using Microsoft.Agents.AI.Workflows;

        class C(Executor own, Workflow given)
        {
            private static Workflow Built(AIAgent agent) => new WorkflowBuilder(agent).Build();

            async Task M(AIAgent a, AIAgent b) { {{statement}} await Task.Yield(); Console.Write($"{own}{given}"); }
        }
        """;

    private static Task VerifyAsync(params string[] sources)
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(
                    "Microsoft.Extensions.AI.Abstractions", "Microsoft.Agents.AI.Abstractions", "Microsoft.Agents.AI.Workflows"),
            ],
        };
        for (var index = 0; index < sources.Length; index++)
            test.Sources.Add($"Test{index}.cs", sources[index]);
        return test.RunAsync();
    }
}
