internal sealed record Message(string Text, string Model, int InputTokens, int OutputTokens, int CacheReadInputTokens);

internal static class Claude
{
    public static Task<Message> SendAsync(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new Message(text[..4], "claude-sonnet-4-5-20250929", 1_000, 100, 0));
    }
}
