using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Functions of Semantic Kernel that are invoked by the names of a plugin and of a function in it.</summary>
public class PromptPluginTests
{
    [Theory]
    [InlineData("kernel.ImportPluginFromPromptDirectory(\"Plugins/Writer\"); await [|kernel.InvokeAsync(\"Writer\", \"Poem\")|];")]
    [InlineData("kernel.ImportPluginFromPromptDirectory(\"P\", \"Texts\"); await [|kernel.InvokeAsync<string>(\"Texts\", \"Poem\")|];")]
    [InlineData(
        "kernel.CreatePluginFromPromptDirectory(\"P\"); await foreach (var p in [|kernel.InvokeStreamingAsync(\"P\", \"Poem\")|]) { }")]
    [InlineData(
        "kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions(\"Writer\", [kernel.CreateFunctionFromPrompt(\"x\")])); "
        + "await [|kernel.InvokeAsync(functionName: \"x\", pluginName: \"Writer\")|];")]
    public Task A_prompt_that_is_invoked_by_name_is_reported(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("await kernel.InvokeAsync(\"Writer\", \"Poem\");")]
    [InlineData(
        "kernel.ImportPluginFromPromptDirectory(\"P\"); kernel.ImportPluginFromType<Clock>(); "
        + "await kernel.InvokeAsync(\"Clock\", \"Now\");")]
    [InlineData(
        "kernel.ImportPluginFromPromptDirectory(\"P\"); kernel.ImportPluginFromType<Clock>(\"Time\"); "
        + "await kernel.InvokeAsync(\"Time\", \"Now\");")]
    [InlineData(
        "kernel.ImportPluginFromPromptDirectory(\"P\"); kernel.ImportPluginFromObject(new Clock(), \"Hours\"); "
        + "await kernel.InvokeAsync(\"Hours\", \"Now\");")]
    [InlineData("kernel.ImportPluginFromPromptDirectory(\"P\"); await kernel.InvokeAsync(name, \"Now\");")]
    public Task A_function_of_the_program_that_is_invoked_by_name_is_left_alone(string statement) => VerifyAsync(statement);

    private static Task VerifyAsync(string statement)
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(
                    "Microsoft.Extensions.AI.Abstractions", "Microsoft.SemanticKernel.Abstractions", "Microsoft.SemanticKernel.Core",
                    "Microsoft.Extensions.VectorData.Abstractions"),
            ],
        };
        test.Sources.Add("Test.cs", $$"""
            using Microsoft.SemanticKernel;

            class Clock { [KernelFunction] public int Now() => 1; }

            static class Plugins
            {
                public static KernelPlugin ImportPluginFromPromptDirectory(this Kernel kernel, string folder, string? name = null) => null!;

                public static KernelPlugin CreatePluginFromPromptDirectory(this Kernel kernel, string folder) => null!;
            }

            class C { async Task M(Kernel kernel, string name) { {{statement}} await Task.Yield(); } }
            """);
        return test.RunAsync();
    }
}
