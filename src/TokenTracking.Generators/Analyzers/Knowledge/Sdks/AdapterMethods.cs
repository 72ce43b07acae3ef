using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>Methods of SDKs that create a client over another object, which makes the requests: <c>chat.AsIChatClient()</c>,
/// <c>openAI.GetChatClient("gpt-5")</c>. If that object is tracked, the calls of the new client are recorded there.</summary>
internal static class AdapterMethods
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "AsIChatClient", "AsChatClient", "AsIEmbeddingGenerator", "AsEmbeddingGenerator", "AsIImageGenerator", "AsISpeechToTextClient",
        "AsITextToSpeechClient",
        "GetChatClient", "GetResponsesClient", "GetOpenAIResponseClient", "GetEmbeddingClient", "GetImageClient", "GetAudioClient",
        "GetAssistantClient",
    };

    /// <summary>True for such a method; otherwise, false.</summary>
    public static bool Include(IMethodSymbol method) => Names.Contains(method.Name);

    /// <summary>The object that the new client calls; null for any other call.</summary>
    public static IOperation? SourceOf(IInvocationOperation call) => Include(call.TargetMethod) ? CallReceivers.AsPassed(call) : null;
}
