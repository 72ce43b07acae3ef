using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>All clients, in the order of the table.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Sdk> All { get; } =
    [
        OpenAIChat.Sdk, OpenAIResponses.Sdk, OpenAIEmbeddings.Many, OpenAIEmbeddings.One, OpenAIMedia.Images, OpenAIMedia.OneImage,
        OpenAIMedia.Transcription, .. OpenAIUnread.All, AzureOpenAI.Chat, AzureOpenAI.Embeddings, AzureInference.Chat,
        AzureInference.Embeddings, AnthropicMessages.Sdk, .. Ollama.All, Agents.Sdk, .. SemanticKernel.All, .. Betalgo.All,
        .. InProcess.All, .. ByShape.All, .. ByWire.All,
    ];
}
