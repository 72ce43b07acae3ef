using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Workflows of Microsoft.Agents.AI with agents among their executors: to run one calls an LLM for each agent. A workflow of
/// executors that the program declares does not, and what its executors call is checked there.</summary>
internal static class AgentWorkflows
{
    /// <summary>The type that runs workflows in the process.</summary>
    public const string Runner = Space + ".InProcessExecution";

    private const string Space = "Microsoft.Agents.AI.Workflows";
    private const string Agents = "Microsoft.Agents.AI";

    /// <summary>The type whose method runs a workflow with agents; null for any other call.</summary>
    public static INamedTypeSymbol? RunBy(IOperation call)
        => call is IInvocationOperation { TargetMethod: { ContainingType: { } type } method } run
            && (method.Name.StartsWith("Run", StringComparison.Ordinal) || method.Name.StartsWith("Stream", StringComparison.Ordinal))
            && type.IsIn(Space, "InProcessExecution")
            && run.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.IsIn(Space, "Workflow") == true) is { } workflow
            && (Sources.Of(workflow.Value, null, CancellationToken.None) ?? [])
                .Any(static leaf => IsOfAgents(leaf.Operation))
            ? type
            : null;

    // The builder is in the same body as the workflow: its parts are agents, or agents become executors.
    private static bool IsOfAgents(IOperation workflow)
        => OperationWalk.Root(workflow).Descendants().Any(static operation => operation switch
        {
            IInvocationOperation { TargetMethod.ContainingType: { } type } when type.IsIn(Space, "AgentWorkflowBuilder") => true,
            IConversionOperation { Type: { } binding, Operand.Type: { } agent } when binding.IsIn(Space, "ExecutorBinding")
                => IsAgent(agent),
            _ => false,
        });

    private static bool IsAgent(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsIn(Agents, "AIAgent"))
                return true;
        }

        return false;
    }
}
