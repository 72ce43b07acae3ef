using Microsoft.Extensions.DependencyInjection;
using ProjectPlanner.Integration;
using ProjectPlanner.StandIn;
using TokenTracking.Providers;

namespace ProjectPlanner;

/// <summary>Who answers: the real providers that the environment is set up for, or the stand-in for all three.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly StandInServer? _standIn;
    private readonly AnthropicOptions? _anthropic;
    private readonly OpenAIOptions? _openAI;
    private readonly LocalLlmOptions? _local;
    private readonly HttpClient? _ollama;

    private Backends(StandInServer standIn)
    {
        const string Key = "stand-in";
        _standIn = standIn;
        _anthropic = new AnthropicOptions { ApiKey = Key, BaseUrl = standIn.Url };
        _openAI = new OpenAIOptions { ApiKey = Key, BaseUrl = new Uri(standIn.Url, "v1") };
        _local = new LocalLlmOptions { BaseUrl = standIn.Url };
        _ollama = new HttpClient { BaseAddress = standIn.Url };
        Description = $"No keys in the environment: a stand-in server at {standIn.Url} replaces Anthropic, OpenAI and Ollama.";
    }

    private Backends(bool anthropic, bool openAI, Uri? ollama)
    {
        _anthropic = anthropic ? new AnthropicOptions() : null;
        _openAI = openAI ? new OpenAIOptions() : null;
        _local = ollama is null ? null : new LocalLlmOptions { BaseUrl = ollama };
        _ollama = ollama is null ? null : new HttpClient { BaseAddress = ollama, Timeout = TimeSpan.FromMinutes(10) };
        Description = "Real providers: "
            + string.Join(
                ", ", new[] { anthropic ? "Anthropic" : "", openAI ? "OpenAI" : "", ollama is null ? "" : "Ollama" }.Where(
                    name => name.Length > 0));
    }

    public string Description { get; }

    /// <summary>How many requests the stand-in has answered; null for real providers.</summary>
    public int? Requests => _standIn?.Requests;

    public static async Task<Backends> StartAsync(CancellationToken cancellationToken)
    {
        var (anthropic, openAI) = (IsSet("ANTHROPIC_API_KEY"), IsSet("OPENAI_API_KEY"));
        var ollama = IsSet("OLLAMA_HOST");
        return anthropic || openAI || ollama
            ? new Backends(anthropic, openAI, ollama ? LocalLlmOptions.EnvironmentUrl : null)
            : new Backends(await StandInServer.StartAsync(cancellationToken));
    }

    /// <summary>Registers each provider by its type, as a program would that has just one of them.</summary>
    public void Register(IServiceCollection services)
    {
        if (_anthropic is not null)
            services.AddSingleton(_anthropic).AddSingleton<ILlmProvider, AnthropicProvider>();
        if (_openAI is not null)
            services.AddSingleton(_openAI).AddSingleton<ILlmProvider, OpenAIProvider>();
        if (_local is not null && _ollama is not null)
        {
            services.AddSingleton(_local).AddSingleton<ILlmProvider, LocalLlmProvider>();
            services.AddSingleton<IIntegrationAnalyzer>(new OllamaIntegrationAnalyzer(_ollama, _local));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ollama?.Dispose();
        if (_standIn is not null)
            await _standIn.DisposeAsync();
    }

    private static bool IsSet(string name) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name));
}
