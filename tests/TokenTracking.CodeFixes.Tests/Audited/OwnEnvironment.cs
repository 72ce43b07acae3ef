namespace TokenTracking.CodeFixes.Tests.Audited;

/// <summary>The variables that providers are set up by, pointed at a server; as they were afterwards.</summary>
public sealed class OwnEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    public void Use(Uri server)
    {
        Set("ANTHROPIC_API_KEY", "none");
        Set("ANTHROPIC_BASE_URL", server.ToString());
        Set("OPENAI_API_KEY", "none");
        Set("OPENAI_BASE_URL", new Uri(server, "v1/").ToString());
        Set("OLLAMA_HOST", server.ToString());
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    private void Set(string name, string value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}

/// <summary>The environment is the process's: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(OwnEnvironment), DisableParallelization = true)]
public sealed class OwnEnvironmentTests;
