using TokenTracking;

namespace Library;

[TrackAiUsage]
public interface ISummarizer
{
    Task<LlmResult> SummarizeAsync(string text);
}

public sealed class Summarizer : ISummarizer
{
    public Task<LlmResult> SummarizeAsync(string text)
        => Task.FromResult(
            new LlmResult { Text = text, Model = "gpt-4o", Provider = "openai", Usage = TokenUsage.FromInclusive(input: 20, output: 3) });
}
