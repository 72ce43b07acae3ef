using System.Collections.Immutable;
using TokenTracking.Wire.Endpoints;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The addresses of billed LLM endpoints.</summary>
internal static class LlmEndpoints
{
    // Local servers are recognized by the code around the address.
    private static readonly string[] OwnPaths = ["v1/completions", "v1/embeddings", "v1/responses"];
    private static readonly string[] OwnServers =
        ["ollama", "llama.cpp", "llamacpp", "llama-server", "vllm", "localai", "lmstudio", "lm-studio", "lm studio"];

    // The parts that a base address may leave to the path.
    private static readonly string[] Ends =
    [
        "complet", "message", "response", "embed", "generat", "chat", "converse", "invo", "predict", "model/", "models/", "rerank",
        "images/", "audio/", "speech", "transcriptions", "translations", "edits", "run/", "studio/", "summarize", "deployments/", "text/",
        "content",
    ];

    /// <summary>True for the address of an LLM.</summary>
    /// <param name="text">The address, or what is known of it.</param>
    /// <param name="further">The additional addresses from the settings.</param>
    /// <param name="isBeside">Returns true for a word in the source of the containing type, for paths that are not specific by
    /// themselves.</param>
    public static bool Has(string text, ImmutableArray<string> further, Func<string, bool> isBeside)
    {
        if (text.Length < 8)
            return false;
        text = Lowered(text);
        if (LlmPaths.Free.Any(part => Contains(text, part)))
            return false;
        if (further.Any(part => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0))
            return true;
        foreach (var path in LlmPaths.All)
        {
            if (path.Method != "POST" || !Contains(text, path.Word))
                continue;
            if (path.Condition == PathCondition.Anywhere || path.Hosts.Any(word => Contains(text, word))
                || (!NamesHost(text) && path.Hosts.Any(word => word[0] != '/' && isBeside(word))))
                return true;
        }

        return IsOnOwnMachine(text) && OwnPaths.Any(path => Contains(text, path)) && OwnServers.Any(isBeside);
    }

    /// <summary>True for a text that may be the path, or the end of one, of an LLM under some base address.</summary>
    public static bool MayEnd(string text)
    {
        var lowered = Lowered(text);
        return Ends.Any(end => Contains(lowered, end)) || IsEmptyPath(text);
    }

    /// <summary>True for a path that adds nothing to the base address: an empty path, a slash, a query.</summary>
    public static bool IsEmptyPath(string text) => text.Split('?')[0].Trim('/', '.').Length == 0;

    /// <summary>
    /// True for an address with a destination: https://search.example.com/embeddings. For /embeddings, the code around it decides.
    /// </summary>
    public static bool NamesHost(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is var at and > 0 && at + 3 < text.Length
            && (char.IsLetterOrDigit(text[at + 3]) || text[at + 3] == '[');

    /// <summary>True for an address whose beginning is only known at run time.</summary>
    public static bool BeginsOpen(string text) => text.StartsWith(AddressTexts.Open, StringComparison.Ordinal);

    private static bool IsOnOwnMachine(string text)
        => Contains(text, "://localhost") || Contains(text, "://127.") || Contains(text, "://0.0.0.0") || Contains(text, "://[::1]")
            || Contains(text, "://host.docker.internal");

    // All words above are in lower case, so that a long text is changed once, not at each comparison.
    private static string Lowered(string text) => text.ToLowerInvariant();

    private static bool Contains(string lowered, string part) => lowered.IndexOf(part, StringComparison.Ordinal) >= 0;
}
