using System.Collections.Immutable;

namespace TokenTracking.Generators.Binding;

/// <summary>The methods that make a billed call in SDKs that no provider of a model publishes.</summary>
internal static class CommunitySdks
{
    private static readonly ImmutableArray<string> Completions = ["CreateCompletion", "CreateCompletionAsStream"];
    private static readonly ImmutableArray<string> Images = ["CreateImage", "CreateImageEdit", "CreateImageVariation"];
    private static readonly ImmutableArray<string> Audio = ["CreateTranscription", "CreateTranslation", "CreateSpeech"];
    private static readonly ImmutableArray<string> Content = ["GenerateContent", "GenerateContentStream", "StreamContent", "EmbedContent"];

    /// <summary>Types and methods; the name of a method includes its <c>Async</c> form.</summary>
    public static readonly ImmutableArray<(string Type, ImmutableArray<string> Methods)> All =
    [
        // Betalgo has had three root namespaces.
        .. Betalgo("Betalgo.Ranul.OpenAI.Interfaces"),
        .. Betalgo("OpenAI.Interfaces"),
        .. Betalgo("OpenAI.GPT3.Interfaces"),
        ("OpenAI_API.Chat.IChatEndpoint", ["CreateChatCompletion", "StreamChat", "StreamChatEnumerable", "StreamCompletion"]),
        ("OpenAI_API.Chat.ChatEndpoint", ["CreateChatCompletion", "StreamChat", "StreamChatEnumerable", "StreamCompletion"]),
        ("OpenAI_API.Chat.Conversation",
            ["GetResponseFromChatbot", "StreamResponseFromChatbot", "StreamResponseEnumerableFromChatbot"]),
        ("OpenAI_API.Completions.ICompletionEndpoint",
            ["CreateCompletion", "CreateCompletions", "CreateAndFormatCompletion", "GetCompletion", "StreamCompletion",
                "StreamCompletionEnumerable"]),
        ("OpenAI_API.Embedding.IEmbeddingEndpoint", ["CreateEmbedding", "GetEmbeddings"]),
        ("OpenAI_API.Images.IImageGenerationEndpoint", ["CreateImage"]),
        ("OpenAI_API.Audio.ITextToSpeechEndpoint", ["GetSpeechAsStream", "SaveSpeechToFile"]),
        ("OpenAI_API.Audio.ITranscriptionEndpoint", ["GetAsFormat", "GetText", "GetWithDetails"]),
        ("OpenAI.Chat.ChatEndpoint", ["GetCompletion", "StreamCompletion", "StreamCompletionEnumerable"]),
        ("OpenAI.Responses.ResponsesEndpoint", ["CreateModelResponse"]),
        ("OpenAI.Embeddings.EmbeddingsEndpoint", ["CreateEmbedding"]),
        ("OpenAI.Images.ImagesEndpoint", ["GenerateImage", "CreateImageEdit", "CreateImageVariation"]),
        ("OpenAI.Audio.AudioEndpoint",
            ["CreateSpeech", "GetSpeech", "CreateTranscription", "CreateTranscriptionText", "CreateTranscriptionJson", "CreateTranslation",
                "CreateTranslationText", "CreateTranslationJson"]),
        ("Claudia.IMessages", ["Create", "CreateStream"]),
        ("Mscc.GenerativeAI.GenerativeModel", Content),
        ("Mscc.GenerativeAI.ChatSession", ["SendMessage", "SendMessageStream"]),
        ("GenerativeAI.GenerativeModel", Content),
        ("GenerativeAI.ChatSession", Content),
        ("LLama.Abstractions.ILLamaExecutor", ["Infer"]),
        ("LLama.ChatSession", ["Chat", "RegenerateAssistantMessage"]),
        ("LLama.LLamaEmbedder", ["GetEmbeddings"]),
        ("Azure.AI.Agents.Persistent.ThreadRuns",
            ["CreateRun", "CreateRunStreaming", "SubmitToolOutputsToRun", "SubmitToolOutputsToStream"]),
        ("Microsoft.KernelMemory.IKernelMemory", ["Ask", "AskStreaming"]),
        ("Microsoft.KernelMemory.KernelMemoryExtensions", ["Ask"]),
    ];

    private static ImmutableArray<(string Type, ImmutableArray<string> Methods)> Betalgo(string root) =>
    [
        (root + ".IChatCompletionService", Completions),
        (root + ".IChatCompletionServiceExtension", ["Create"]),
        (root + ".ICompletionService", Completions),
        (root + ".ICompletionServiceExtension", ["Create"]),
        (root + ".IEmbeddingService", ["CreateEmbedding"]),
        (root + ".IEditService", ["CreateEdit"]),
        (root + ".IEditServiceExtension", ["Edit"]),
        (root + ".IImageService", Images),
        (root + ".IAudioService", Audio),
        (root + ".IRunService", ["RunCreate", "RunCreateAsStream", "CreateThreadAndRun", "CreateThreadAndRunAsStream",
            "RunSubmitToolOutputs", "RunSubmitToolOutputsAsStream"]),
    ];
}
