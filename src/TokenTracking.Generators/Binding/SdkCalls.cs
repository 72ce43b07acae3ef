using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>The methods of SDKs that make a billed call, with their names as of autumn 2026.</summary>
internal static class SdkCalls
{
    private static readonly ImmutableArray<string> Chat = ["CompleteChat", "CompleteChatStreaming"];
    private static readonly ImmutableArray<string> Messages = ["Create", "CreateStreaming"];
    private static readonly ImmutableArray<string> Thread = ["Send", "SendStreaming", "ToolRunner"];
    private static readonly ImmutableArray<string> Responses = ["CreateResponse", "CreateResponseStreaming"];
    private static readonly ImmutableArray<string> Runs =
        ["CreateRun", "CreateRunStreaming", "CreateThreadAndRun", "CreateThreadAndRunStreaming", "SubmitToolOutputsToRun",
            "SubmitToolOutputsToRunStreaming"];

    private static readonly ImmutableArray<string> Images =
    [
        "GenerateImage", "GenerateImages", "GenerateImageEdit", "GenerateImageEdits", "GenerateImageVariation",
        "GenerateImageVariations", "GenerateImagesStreaming", "GenerateImageEditsStreaming",
    ];

    private static readonly ImmutableArray<string> Gemini =
        ["GenerateContent", "GenerateContentStream", "EmbedContent", "GenerateImages"];

    private static readonly ImmutableArray<string> Cohere =
    [
        "Chat", "ChatStream", "Chatv2", "Chatv2Stream", "Generate", "GenerateStream", "Embed", "Embedv2", "Rerank", "Rerankv2",
        "Summarize", "Classify",
    ];

    /// <summary>Types and methods; the name of a method includes its <c>Async</c> form.</summary>
    public static readonly ImmutableArray<(string Type, ImmutableArray<string> Methods)> All =
    [
        ("OpenAI.Chat.ChatClient", Chat),
        ("OpenAI.Responses.ResponsesClient", Responses),
        ("OpenAI.Responses.OpenAIResponseClient", Responses),
        ("OpenAI.Decisions.DecisionsClient", ["CreateDecision"]),
        ("OpenAI.Videos.VideoClient", ["CreateVideo", "CreateVideoRemix"]),
        ("OpenAI.Embeddings.EmbeddingClient", ["GenerateEmbedding", "GenerateEmbeddings"]),
        ("OpenAI.Images.ImageClient", Images),
        ("OpenAI.Audio.AudioClient", ["TranscribeAudio", "TranscribeAudioDiarized", "TranscribeAudioStreaming", "TranslateAudio",
            "GenerateSpeech", "GenerateSpeechStreaming"]),
        ("OpenAI.Assistants.AssistantClient", Runs),
        ("Anthropic.Services.IMessageService", Messages),
        ("Anthropic.Services.Beta.IMessageService", Messages),
        ("Anthropic.Services.IMessageServiceWithRawResponse", Messages),
        ("Anthropic.Services.Beta.IMessageServiceWithRawResponse", Messages),
        ("Anthropic.Services.MessageServiceExtensions", ["Create"]),
        ("Anthropic.Services.Beta.BetaMessageServiceExtensions", ["Create"]),
        ("Anthropic.Helpers.Beta.BetaToolRunnerExtensions", ["ToolRunner"]),
        ("Anthropic.Helpers.Beta.BetaMessageThread", Thread),
        ("Anthropic.Helpers.Beta.BetaMessageThread`1", Thread),
        ("Anthropic.SDK.Messaging.MessagesEndpoint", ["GetClaudeMessage", "StreamClaudeMessage"]),
        ("Microsoft.Extensions.AI.IChatClient", ["GetResponse", "GetStreamingResponse"]),
        ("Microsoft.Extensions.AI.ChatClientExtensions", ["GetResponse", "GetStreamingResponse"]),
        ("Microsoft.Extensions.AI.ChatClientStructuredOutputExtensions", ["GetResponse"]),
        ("Microsoft.Extensions.AI.IEmbeddingGenerator`2", ["Generate"]),
        ("Microsoft.Extensions.AI.EmbeddingGeneratorExtensions", ["Generate", "GenerateVector", "GenerateAndZip"]),
        ("Microsoft.Extensions.AI.IImageGenerator", ["Generate"]),
        ("Microsoft.Extensions.AI.ImageGeneratorExtensions", ["GenerateImages", "EditImage", "EditImages"]),
        ("Microsoft.Extensions.AI.ISpeechToTextClient", ["GetText", "GetStreamingText"]),
        ("Microsoft.Extensions.AI.SpeechToTextClientExtensions", ["GetText", "GetStreamingText"]),
        ("Microsoft.Extensions.AI.ITextToSpeechClient", ["GetAudio", "GetStreamingAudio"]),
        ("Azure.AI.Inference.ChatCompletionsClient", ["Complete", "CompleteStreaming"]),
        ("Azure.AI.Inference.EmbeddingsClient", ["Embed"]),
        ("Azure.AI.OpenAI.OpenAIClient", ["GetChatCompletions", "GetChatCompletionsStreaming", "GetCompletions",
            "GetCompletionsStreaming", "GetEmbeddings", "GetImageGenerations"]),
        ("OllamaSharp.IOllamaApiClient", ["Chat", "Generate", "Embed"]),
        ("OllamaSharp.OllamaApiClientExtensions", ["Chat", "Generate", "Embed"]),
        ("OllamaSharp.Chat", ["Send", "SendAs"]),
        ("Google.GenAI.Models", Gemini),
        ("Google.GenAI.IModels", Gemini),
        ("Google.Cloud.AIPlatform.V1.PredictionServiceClient", ["GenerateContent", "StreamGenerateContent"]),
        ("Amazon.BedrockRuntime.IAmazonBedrockRuntime", ["Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"]),
        ("Amazon.BedrockRuntime.AmazonBedrockRuntimeClient",
            ["Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"]),
        ("Mistral.SDK.Completions.CompletionsEndpoint", ["GetCompletion", "StreamCompletion"]),
        ("Mistral.SDK.Embeddings.EmbeddingsEndpoint", ["GetEmbeddings"]),
        ("Mistral.SDK.ICompletions", ["GetCompletion", "StreamCompletion"]),
        ("Cohere.ICohereClient", Cohere),
        ("Cohere.CohereClient", Cohere),
        ("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", ["GetChatMessageContents", "GetStreamingChatMessageContents"]),
        ("Microsoft.SemanticKernel.ChatCompletion.ChatCompletionServiceExtensions",
            ["GetChatMessageContent", "GetChatMessageContents", "GetStreamingChatMessageContents"]),
        ("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", ["GetTextContents", "GetStreamingTextContents"]),
        ("Microsoft.SemanticKernel.TextGeneration.TextGenerationExtensions", ["GetTextContent"]),
        ("Microsoft.SemanticKernel.AudioToText.IAudioToTextService", ["GetTextContents"]),
        ("Microsoft.SemanticKernel.AudioToText.AudioToTextServiceExtensions", ["GetTextContent"]),
        ("Microsoft.SemanticKernel.TextToAudio.ITextToAudioService", ["GetAudioContents"]),
        ("Microsoft.SemanticKernel.TextToAudio.TextToAudioServiceExtensions", ["GetAudioContent"]),
        ("Microsoft.SemanticKernel.TextToImage.ITextToImageService", ["GetImageContents", "GenerateImage"]),
        ("Microsoft.SemanticKernel.TextToImage.TextToImageServiceExtensions", ["GenerateImage"]),
        ("Microsoft.SemanticKernel.Embeddings.IEmbeddingGenerationService`2", ["GenerateEmbeddings"]),
        ("Microsoft.SemanticKernel.Embeddings.EmbeddingGenerationExtensions", ["GenerateEmbedding"]),
        .. CommunitySdks.All,
    ];

    private static readonly Dictionary<string, ImmutableArray<string>> ByType =
        All.ToDictionary(static entry => entry.Type, static entry => entry.Methods, StringComparer.Ordinal);

    /// <summary>True for a method of the table; otherwise, false.</summary>
    public static bool Includes(IMethodSymbol method)
        => method.OriginalDefinition.ContainingType is { ContainingType: null } type
            && ByType.TryGetValue(TypeNames.Bare(type) + (type.Arity == 0 ? "" : "`" + type.Arity.ToString(CultureInfo.InvariantCulture)),
                out var methods)
            && methods.Contains(BareName(method.Name));

    /// <summary>A method's name without <c>Async</c>.</summary>
    public static string BareName(string method)
        => method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - "Async".Length) : method;
}
