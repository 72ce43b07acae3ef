using System.Collections.Immutable;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Methods that call an LLM through a client that was given to them: kernels, agents and memories. If the type of that client is
/// tracked, what they do is recorded there.</summary>
internal static class LayerCalls
{
    private static readonly ImmutableArray<string> Texts =
    [
        "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", "Microsoft.SemanticKernel.TextGeneration.ITextGenerationService",
        "Microsoft.Extensions.AI.IChatClient",
    ];

    private static readonly ImmutableArray<string> Vectors =
        ["Microsoft.SemanticKernel.Embeddings.IEmbeddingGenerationService`2", "Microsoft.Extensions.AI.IEmbeddingGenerator`2"];

    private static readonly ImmutableArray<string> Chat = ["Microsoft.Extensions.AI.IChatClient"];
    private static readonly ImmutableArray<string> Prompts = ["InvokePrompt", "InvokePromptStreaming"];
    private static readonly ImmutableArray<string> Invoke = ["Invoke", "InvokeStreaming"];
    private static readonly ImmutableArray<string> Run = ["Run", "RunStreaming"];

    /// <summary>Types, their methods without <c>Async</c>, and the types whose tracking records what these methods do.</summary>
    public static readonly ImmutableArray<(string Type, ImmutableArray<string> Methods, ImmutableArray<string> Below)> All =
    [
        ("Microsoft.SemanticKernel.KernelExtensions", Prompts, Texts),
        ("Microsoft.SemanticKernel.HandlebarsKernelExtensions", Prompts, Texts),
        // What these invoke is a prompt or a method of the program: see PromptFunctions.
        ("Microsoft.SemanticKernel.Kernel", [], Texts),
        ("Microsoft.SemanticKernel.KernelFunction", [], Texts),
        ("Microsoft.SemanticKernel.Agents.Agent", Invoke, Texts),
        ("Microsoft.SemanticKernel.Agents.ChatHistoryAgent", Invoke, Texts),
        ("Microsoft.SemanticKernel.Agents.ChatHistoryKernelAgent", Invoke, Texts),
        ("Microsoft.SemanticKernel.Agents.ChatCompletionAgent", Invoke, Texts),
        ("Microsoft.SemanticKernel.Agents.OpenAI.OpenAIAssistantAgent", Invoke, []),
        ("Microsoft.SemanticKernel.Agents.AgentChat", Invoke, Texts),
        ("Microsoft.SemanticKernel.Memory.ISemanticTextMemory", ["SaveInformation", "SaveReference", "Search"], Vectors),
        // What it runs calls an LLM if agents are among its executors: see AgentWorkflows.
        (AgentWorkflows.Runner, [], Chat),
        ("Microsoft.Agents.AI.AIAgent", Run, Chat),
        ("Microsoft.Agents.AI.ChatClientAgent", Run, Chat),
    ];
}
