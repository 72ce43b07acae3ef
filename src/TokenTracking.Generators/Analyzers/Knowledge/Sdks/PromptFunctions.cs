using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Functions of Semantic Kernel that were made from a prompt: to invoke one calls an LLM. A function that was made from a method
/// of the program does not.</summary>
internal static class PromptFunctions
{
    private const string Space = "Microsoft.SemanticKernel";
    private const string Prompt = "FromPrompt";

    // kernel.Plugins["Writer"]["Summarize"]
    private const int MostSteps = 4;

    /// <summary>The type whose method invokes a prompt; null for any other call.</summary>
    public static INamedTypeSymbol? InvokedBy(IOperation call)
        => call is IInvocationOperation
            {
                TargetMethod: { Name: "InvokeAsync" or "InvokeStreamingAsync", ContainingType: { } type },
            } invocation
            && (FunctionOf(invocation, type) is { } function
                ? IsOfPrompt(function)
                : type.IsIn(Space, "Kernel") && IsNamedPrompt(invocation))
            ? type
            : null;

    // kernel.InvokeAsync("Writer", "Summarize"): a plugin of the program is a type, or is named where it is imported from one.
    private static bool IsNamedPrompt(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "pluginName")?.Value.ConstantValue
            is { HasValue: true, Value: string plugin }
            && call.SemanticModel is { Compilation: var compilation }
            && PromptPlugins.Of(compilation).MayHold(plugin);

    private static IOperation? FunctionOf(IInvocationOperation call, INamedTypeSymbol type)
        => type.IsIn(Space, "KernelFunction") ? call.Instance
            : type.IsIn(Space, "Kernel")
                ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.IsIn(Space, "KernelFunction") == true)?.Value
            : null;

    private static bool IsOfPrompt(IOperation function)
    {
        IReadOnlyList<IOperation> current = [function];
        for (var step = 0; step < MostSteps && current.Count > 0; step++)
        {
            var leaves = current.SelectMany(static value => Sources.Of(new FlowValue(value), null, CancellationToken.None) ?? [])
                .Select(static leaf => leaf.Operation).ToList();
            if (leaves.Exists(static leaf => leaf is IInvocationOperation { TargetMethod.Name: var name }
                && name.IndexOf(Prompt, StringComparison.Ordinal) >= 0))
                return true;
            current = [.. leaves.OfType<IPropertyReferenceOperation>().Select(static property => property.Instance).OfType<IOperation>()];
        }

        return false;
    }
}
