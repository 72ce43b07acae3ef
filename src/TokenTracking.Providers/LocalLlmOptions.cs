namespace TokenTracking.Providers;

/// <summary>How to reach a model that runs locally.</summary>
public sealed record LocalLlmOptions
{
    /// <summary>Which of the server's interfaces to use; Ollama's chat by default.</summary>
    public LocalLlmApi Api { get; init; } = LocalLlmApi.OllamaChat;

    /// <summary>The server's root (<c>http://127.0.0.1:11434</c>): <c>api/chat</c>, <c>api/generate</c> or <c>v1/chat/completions</c> is
    /// appended.
    /// Null for the environment variable <c>OLLAMA_HOST</c> or, if it is not set, the default port of Ollama on this machine.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The server that <c>OLLAMA_HOST</c> names, read as Ollama itself reads it; Ollama's own port on this machine where it is not
    /// set.</summary>
    /// <exception cref="LlmProviderException">The variable holds no address.</exception>
    public static Uri EnvironmentUrl => Http.ProviderEnvironment.OfProcess.OllamaUrl;

    /// <summary>The key, for servers that were set up to ask for one; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The server's OpenTelemetry name, which its prices go by.</summary>
    public string ProviderName { get; init; } = "ollama";

    /// <summary>The model for requests that name none.</summary>
    public string DefaultModel { get; init; } = "llama3:8b";

    /// <summary>The longest time without data: until the whole response, or from one item of a stream to the next. The default is
    /// 10 minutes, because a model may have to be loaded first.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Everything but the key.</summary>
    /// <returns>A description of the options, without the key.</returns>
    public override string ToString()
        => $"{nameof(LocalLlmOptions)} {{ Api = {Api}, ProviderName = {ProviderName}, BaseUrl = {Http.ShownAddress.Of(BaseUrl)},"
            + $" DefaultModel = {DefaultModel} }}";
}

/// <summary>The interfaces of local servers.</summary>
public enum LocalLlmApi
{
    /// <summary>Ollama's <c>/api/chat</c>.</summary>
    OllamaChat = 0,

    /// <summary>Ollama's <c>/api/generate</c>.</summary>
    OllamaGenerate = 1,

    /// <summary><c>/v1/chat/completions</c>: Ollama, vLLM, llama.cpp, LM Studio.</summary>
    OpenAICompatible = 2,
}
