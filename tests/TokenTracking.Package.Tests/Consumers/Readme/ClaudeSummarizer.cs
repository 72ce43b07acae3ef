using TokenTracking;

public sealed class ClaudeSummarizer : ISummarizer
{
    public Task<LlmResult> SummarizeAsync(string text, CancellationToken cancellationToken = default) => Task.FromResult(new LlmResult
    {
        Text = text[..4], Model = "claude-sonnet-4-5-20250929", Provider = "anthropic",
        Usage = TokenUsage.FromExclusive(input: 1_000, output: 100),
    });
}
