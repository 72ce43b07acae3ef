using System.Text.RegularExpressions;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The classification of a text by its form: the name of a provider's model, of a self-hosted model, or neither.</summary>
internal static class ModelNames
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // A member called "Model" can refer to anything; there, only a text that begins like the name of a provider's model is reported as
    // unknown.
    private static readonly Regex Family = new(
        @"^(?:models/|ft:)?(?:gpt-|chatgpt-|o[134](?:-|$)|claude-|gemini-|mistral-|codestral-|magistral-|ministral-|pixtral-"
            + "|deepseek-|grok-|command-|text-embedding-(?:\\d|ada)"
            + @"|(?:(?:us|eu|apac|global)\.)?(?:anthropic\.claude|amazon\.(?:titan|nova)|cohere\.(?:command|embed)|ai21\.j))",
        Options, Limit);

    // Open weights: no table knows the models on a local disk.
    private static readonly Regex OpenWeights = new(
        @"^(?:.*/)?(?:llama|codellama|tinyllama|qwen|qwq|phi-?\d|gemma|codegemma|mixtral|mistral$|mistral-(?:nemo|openorca|\d+b)|mistral\d"
            + "|deepseek-(?:r1-|coder|llm|v2)|gpt-oss|nomic-|mxbai-|bge-|all-minilm|granite|smollm|starcoder|yi-|zephyr|falcon"
            + "|dolphin|hermes|olmo|vicuna|llava|aya|command-r7b)",
        Options, Limit);

    private static readonly Regex HostedVendor = new(
        "^(?:openai|anthropic|google|mistralai|deepseek|x-ai|cohere|perplexity)/", Options, Limit);

    // "anthropic.claude-3-haiku-20240307-v1:0": the number is a version. "llama3:8b": a tag of a local model.
    private static readonly Regex Version = new(@"^[a-z0-9-]+\.[^:]+:\d+$", Options, Limit);

    private static readonly string[] Families = ["gpt", "chatgpt", "claude", "gemini", "mistral", "codestral", "deepseek", "command"];

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "models", "test", "tests", "testing", "fake", "dummy", "mock", "mocked", "stub", "placeholder", "example",
        "sample", "foo", "bar", "your", "unknown",
        "none", "whatever", "nonexistent", "missing", "invalid", "unpriced", "unlisted", "nosuch",
    };

    /// <summary>True for a name that begins like the name of a provider's model.</summary>
    public static bool IsOfAProvider(string name) => Family.IsMatch(name);

    /// <summary>True for a name that begins like the name of a provider's model, except for exchanged or missing letters: <c>gtp-4o</c>,
    /// <c>cluade-opus-4-5</c>.</summary>
    public static bool IsNearlyOfAProvider(string name)
    {
        var end = name.IndexOf('-');
        return end > 2 && name.Any(char.IsDigit) && Families.Any(family => IsOneSlipApart(name.Substring(0, end), family));
    }

    /// <summary>True for a name that no table can contain: a tag of a local model, open weights, a user's repository.</summary>
    public static bool IsSelfHosted(string name)
        => (name.Contains(':') && !name.StartsWith("ft:", StringComparison.Ordinal) && !Version.IsMatch(name))
            || OpenWeights.IsMatch(name)
            || (name.Contains('/') && !name.StartsWith("models/", StringComparison.Ordinal) && !HostedVendor.IsMatch(name));

    /// <summary>True for a placeholder: <c>m</c>, <c>judge</c>, <c>test-model</c>, <c>&lt;model&gt;</c>.</summary>
    public static bool IsPlaceholder(string name)
        => name.Length < 3
            || name.Any(static c => c is '<' or '>' or '{' or '}' or '[' or ']' or '$' or '%')
            || name.Split('-', '_', '.', ' ', '/').Any(Placeholders.Contains)
            || (name.All(char.IsLetter) && !ModelTable.Instance.Near(name, 1).Any(near => near.Length > 4 && IsOneSlipApart(name, near)));

    /// <summary>True for texts that differ by one added, missing or replaced letter, if they are longer than a minimum length, or by two
    /// exchanged neighbors.</summary>
    public static bool IsOneSlipApart(string left, string right, int least = 4)
    {
        var start = 0;
        while (start < left.Length && start < right.Length && Same(left[start], right[start]))
            start++;
        var (i, j) = (left.Length - 1, right.Length - 1);
        while (i >= start && j >= start && Same(left[i], right[j]))
            (i, j) = (i - 1, j - 1);
        var (more, less) = (i - start + 1, j - start + 1);
        var isExchanged = more == 2 && less == 2 && Same(left[start], right[i]) && Same(left[i], right[start]);
        return isExchanged || (more + less > 0 && more <= 1 && less <= 1 && right.Length > least);
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
