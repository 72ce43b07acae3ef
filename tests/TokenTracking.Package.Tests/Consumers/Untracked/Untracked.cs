using TokenTracking;
using TokenTracking.Providers;

internal sealed class Untracked(ITokenTracker tracker)
{
    private readonly ILlmProvider _llm = new LlmAbstraction();

    public ILlmProvider Llm => _llm;

    public ITokenTracker Tracker => tracker;

    public async Task<string> AskAsync(AnthropicProvider provider, string question)
        => (await provider.CompleteAsync(new LlmRequest { Prompt = question })).Text;
}
