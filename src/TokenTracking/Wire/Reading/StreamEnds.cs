namespace TokenTracking.Wire.Reading;

/// <summary>Which providers end the streams of OpenAI's format with its mark, <c>[DONE]</c>.</summary>
internal static class StreamEnds
{
    /// <summary>True if the provider documents the mark: a stream without it was cut.</summary>
    public static bool HaveMark(string? provider)
        => provider is "openai" or "azure.ai.openai" or "groq" or "mistral_ai" or "deepseek" or "x_ai" or "openrouter";

    /// <summary>True if streams of the provider were recorded whole without the mark.</summary>
    public static bool HaveNoMark(string? provider) => provider is "huggingface" or "perplexity" or "gpustack" or "writer";
}
