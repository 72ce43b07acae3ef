using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Programs;

/// <summary>The programs of the table: for each client, the calls that its cells make.</summary>
internal static class ProgramBook
{
    private const string Key = "new ApiKeyCredential(\"none\")";
    private const string Transport = "Transport = new HttpClientPipelineTransport(http)";
    private const string Options = $"new OpenAIClientOptions {{ {Transport} }}";
    private const string ChatClient = $"new ChatClient(\"gpt-4o\", {Key}, {Options})";
    private const string Hello = "\"hello\"";
    private const string Ask = $"await client.GetResponseAsync({Hello})";
    private const string AskStreaming = $"client.GetStreamingResponseAsync({Hello})";

    private static readonly string[] OpenAI = ["System.ClientModel", "System.ClientModel.Primitives", "OpenAI"];
    private static readonly string[] Ollama = ["OllamaSharp", "OllamaSharp.Models", "OllamaSharp.Models.Chat"];

    private static readonly string[] Kernel =
        ["Microsoft.SemanticKernel", "Microsoft.SemanticKernel.ChatCompletion", "Microsoft.SemanticKernel.Connectors.OpenAI"];

    private static readonly string[] Betalgo =
    [
        "Betalgo.Ranul.OpenAI", "Betalgo.Ranul.OpenAI.Interfaces", "Betalgo.Ranul.OpenAI.Managers",
        "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels",
    ];

    private static readonly Dictionary<string, SdkProgram> ByRow = new(StringComparer.Ordinal)
    {
        ["`ChatClient`"] = new(
            ChatClient, $"await client.CompleteChatAsync({Hello})", $"client.CompleteChatStreamingAsync({Hello})",
            [.. OpenAI, "OpenAI.Chat"]),
        ["`ResponsesClient`"] = new(
            $"new ResponsesClient({Key}, new ResponsesClientOptions {{ {Transport} }})",
            "await client.CreateResponseAsync(new CreateResponseOptions { Model = \"o4-mini\" })",
            "client.CreateResponseStreamingAsync(new CreateResponseOptions { Model = \"o4-mini\", StreamingEnabled = true })",
            [.. OpenAI, "OpenAI.Responses"]),
        ["`EmbeddingClient`, many texts"] = Of("EmbeddingClient", "text-embedding-3-small", "GenerateEmbeddingsAsync([\"hello\"])"),
        ["`EmbeddingClient`, one text"] = Of("EmbeddingClient", "text-embedding-3-small", "GenerateEmbeddingAsync(\"hello\")"),
        ["`ImageClient`, many images"] = Of("ImageClient", "gpt-image-1", "GenerateImagesAsync(\"hello\", 1)"),
        ["`ImageClient`, one image"] = Of("ImageClient", "gpt-image-1", "GenerateImageAsync(\"hello\")"),
        ["`AudioClient`, transcription"] = Of("AudioClient", "gpt-4o-transcribe", "TranscribeAudioAsync(new MemoryStream(), \"a.mp3\")")
            with { Streamed = "client.TranscribeAudioStreamingAsync(new MemoryStream(), \"a.mp3\")" },
        ["`AudioClient`, speech"] = Of(
            "AudioClient", "gpt-4o-mini-tts", "GenerateSpeechAsync(\"hello\", GeneratedSpeechVoice.Alloy)"),
        ["`ModerationClient` (costs nothing)"] = Of("ModerationClient", "omni-moderation-latest", "ClassifyTextAsync(\"hello\")"),
        ["`RealtimeClient`, client secret (costs nothing)"] = new(
            $"new RealtimeClient({Key}, new RealtimeClientOptions {{ {Transport} }})",
            "await client.CreateRealtimeClientSecretAsync(BinaryContent.Create(BinaryData.FromString(\"{}\")))", null,
            [.. OpenAI, "OpenAI.Realtime"]),
        ["`AzureOpenAIClient`, chat"] = new(
            $"{Azure}.GetChatClient(\"my-gpt\")", $"await client.CompleteChatAsync({Hello})",
            $"client.CompleteChatStreamingAsync({Hello})", [.. OpenAI, "Azure.AI.OpenAI", "OpenAI.Chat"]),
        ["`AzureOpenAIClient`, embeddings"] = new(
            $"{Azure}.GetEmbeddingClient(\"my-embeddings\")", "await client.GenerateEmbeddingsAsync([\"hello\"])", null,
            [.. OpenAI, "Azure.AI.OpenAI", "OpenAI.Embeddings"]),
        ["`ChatCompletionsClient`"] = new(
            $"new ChatCompletionsClient({Inference})",
            "await client.CompleteAsync(new ChatCompletionsOptions())",
            "await client.CompleteStreamingAsync(new ChatCompletionsOptions())",
            "Azure", "Azure.AI.Inference", "Azure.Core.Pipeline"),
        ["`EmbeddingsClient`"] = new(
            $"new EmbeddingsClient({Inference})", "await client.EmbedAsync(new EmbeddingsOptions([\"hello\"]))", null,
            "Azure", "Azure.AI.Inference", "Azure.Core.Pipeline"),
        ["`IAnthropicClient`"] = new(
            "new AnthropicClient { ApiKey = \"none\", HttpClient = http }",
            "await client.Messages.Create(new MessageCreateParams { Model = \"m\", MaxTokens = 1, Messages = [] })",
            "client.Messages.CreateStreaming(new MessageCreateParams { Model = \"m\", MaxTokens = 1, Messages = [] })",
            "Anthropic", "Anthropic.Models.Messages", "Microsoft.Extensions.AI") { Type = "IAnthropicClient" },
        ["`IOllamaApiClient`, chat"] = new(
            "new OllamaApiClient(http, \"llama3.2\")", "await foreach (var _ in client.ChatAsync(new ChatRequest())) { }",
            "client.ChatAsync(new ChatRequest { Stream = true })", Ollama) { Type = "IOllamaApiClient" },
        ["`IOllamaApiClient`, completion"] = new(
            "new OllamaApiClient(http, \"llama3.2\")", "await foreach (var _ in client.GenerateAsync(new GenerateRequest())) { }",
            "client.GenerateAsync(new GenerateRequest { Stream = true })", Ollama) { Type = "IOllamaApiClient" },
        ["`IOllamaApiClient`, embeddings"] = new(
            "new OllamaApiClient(http, \"llama3.2\")", "await client.EmbedAsync(new EmbedRequest())", null, Ollama)
        { Type = "IOllamaApiClient" },
        ["`OllamaApiClient` as `IChatClient`"] = new(
            "new OllamaApiClient(http, \"llama3.2\")", Ask, AskStreaming, "OllamaSharp", "Microsoft.Extensions.AI")
        { Type = "IChatClient" },
        ["`OllamaApiClient` as `IEmbeddingGenerator`"] = new(
            "new OllamaApiClient(http, \"llama3.2\")", "await client.GenerateAsync([\"hello\"])", null,
            "OllamaSharp", "Microsoft.Extensions.AI") { Type = "IEmbeddingGenerator<string, Embedding<float>>" },
        ["`AIAgent`"] = new(
            $"{ChatClient}.AsIChatClient()", $"await client.AsAIAgent(\"Be kind.\").RunAsync({Hello})",
            $"client.AsAIAgent(\"Be kind.\").RunStreamingAsync({Hello})",
            [.. OpenAI, "OpenAI.Chat", "Microsoft.Agents.AI", "Microsoft.Extensions.AI"]),
        ["`IChatCompletionService`"] = new(
            Service, "await client.GetChatMessageContentsAsync(new ChatHistory(\"hello\"))",
            "client.GetStreamingChatMessageContentsAsync(new ChatHistory(\"hello\"))", [.. Kernel, "Microsoft.Extensions.AI"])
        { Type = "IChatCompletionService" },
        ["`kernel.InvokePromptAsync` over `IChatCompletionService`"] = new(
            Service, "await Kernels.Of(client).InvokePromptAsync(\"hello\")", "Kernels.Of(client).InvokePromptStreamingAsync(\"hello\")",
            Kernel) { Type = "IChatCompletionService" },
        ["`kernel.InvokePromptAsync` over `IChatClient`"] = new(
            $"{ChatClient}.AsIChatClient()", "await Kernels.Of(client).InvokePromptAsync(\"hello\")",
            "Kernels.Of(client).InvokePromptStreamingAsync(\"hello\")",
            [.. OpenAI, "OpenAI.Chat", "Microsoft.Extensions.AI", "Microsoft.SemanticKernel"]),
        ["`IOpenAIService`, chat"] = new(
            BetalgoService, "await client.ChatCompletion.CreateCompletion(new ChatCompletionCreateRequest())",
            "client.ChatCompletion.CreateCompletionAsStream(new ChatCompletionCreateRequest())", Betalgo) { Type = "IOpenAIService" },
        ["`IOpenAIService`, embeddings"] = new(
            BetalgoService, "await client.Embeddings.CreateEmbedding(new EmbeddingCreateRequest())", null, Betalgo)
        { Type = "IOpenAIService" },
        ["`OpenAIService` as `IChatClient`"] = new(
            BetalgoService, Ask, AskStreaming, "Betalgo.Ranul.OpenAI", "Betalgo.Ranul.OpenAI.Managers", "Microsoft.Extensions.AI")
        { Type = "IChatClient" },
        ["`ILLamaExecutor.AsChatClient()`, stand-in for the executor"] = new(
            "executor.AsChatClient()", Ask, AskStreaming, "LLama.Abstractions", "Microsoft.Extensions.AI")
        { Parameters = "ILLamaExecutor executor" },
        ["`OnnxRuntimeGenAIChatClient`, stand-in"] = new(
            "new OnnxRuntimeGenAIChatClient(\"model\")", Ask, AskStreaming, "Microsoft.ML.OnnxRuntimeGenAI", "Microsoft.Extensions.AI")
        { Type = "IChatClient" },
        ["`IAmazonBedrockRuntime`, types of the same shape"] = new(
            "given", "await client.ConverseAsync(new ConverseRequest())", null, "Amazon.BedrockRuntime")
        { Parameters = "IAmazonBedrockRuntime given" },
        ["`IModels`, types of the same shape"] = new(
            "given", "await client.GenerateContentAsync(\"m\", \"hello\")", "client.GenerateContentStreamAsync(\"m\", \"hello\")",
            "Google.GenAI") { Parameters = "IModels given" },
        ["`ICompletions`, types of the same shape"] = new(
            "given", "await client.GetCompletionAsync(new ChatCompletionRequest())",
            "client.StreamCompletionAsync(new ChatCompletionRequest())", "Mistral.SDK") { Parameters = "ICompletions given" },
        ["`ICohereClient`, types of the same shape"] = new(
            "given", "await client.ChatAsync(new ChatRequest())", null, "Cohere") { Parameters = "ICohereClient given" },
        ["AWS Bedrock, Converse"] = Post("bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse", "-stream"),
        ["Gemini, generateContent"] = Post("generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent"),
        ["Vertex AI, generateContent"] = Post(
            "aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent"),
        ["Mistral, chat"] = Post("api.mistral.ai/v1/chat/completions"),
        ["Mistral, embeddings"] = Post("api.mistral.ai/v1/embeddings") with { Streamed = null },
        ["Cohere, chat"] = Post("api.cohere.com/v2/chat"),
        ["Cohere, embeddings"] = Post("api.cohere.com/v2/embed") with { Streamed = null },
    };

    private const string Azure =
        $"new AzureOpenAIClient(new Uri(\"https://contoso.openai.azure.com\"), {Key}, new AzureOpenAIClientOptions {{ {Transport} }})";

    private const string Inference = "new Uri(\"https://models.inference.ai.azure.com\"), new AzureKeyCredential(\"none\"), "
        + "new AzureAIInferenceClientOptions { Transport = new HttpClientTransport(http) }";

    private const string Service = "new OpenAIChatCompletionService(\"gpt-4o\", \"none\", httpClient: http)";
    private const string BetalgoService = "new OpenAIService(new OpenAIOptions { ApiKey = \"none\" }, http)";

    /// <summary>The program of a row.</summary>
    public static SdkProgram Of(Sdk sdk) => ByRow[sdk.Name];

    /// <summary>The program of a row whose client is called through its adapter.</summary>
    public static SdkProgram ThroughAdapter(Sdk sdk) => sdk.Adapter switch
    {
        "AsIEmbeddingGenerator()" => Of(sdk) with { Plain = "await client.GenerateAsync([\"hello\"])", Streamed = null },
        "AsIImageGenerator()" => Of(sdk) with
        {
            Plain = "await client.GenerateAsync(new ImageGenerationRequest(\"hello\"))", Streamed = null,
        },
        "AsISpeechToTextClient()" => Of(sdk) with
        {
            Plain = "await client.GetTextAsync(new MemoryStream())", Streamed = "client.GetStreamingTextAsync(new MemoryStream())",
        },
        _ => Of(sdk) with { Plain = Ask, Streamed = AskStreaming },
    };

    /// <summary>Whether the calls of a row cost nothing.</summary>
    public static bool IsFree(Sdk sdk) => sdk.Name.Contains("costs nothing", StringComparison.Ordinal);

    private static SdkProgram Of(string client, string model, string call) => new(
        $"new {client}(\"{model}\", {Key}, {Options})", "await client." + call, null,
        [.. OpenAI, "OpenAI." + client.Replace("Client", "", StringComparison.Ordinal) switch
        {
            "Embedding" => "Embeddings",
            "Image" => "Images",
            "Moderation" => "Moderations",
            var other => other,
        }]);

    private static SdkProgram Post(string address, string streamed = "") => new(
        "http", $"await client.PostAsJsonAsync(\"https://{address}\", new {{ model = \"m\" }})",
        $"await client.PostAsJsonAsync(\"https://{address}{streamed}\", new {{ model = \"m\", stream = true }});",
        "System.Net.Http.Json");
}
