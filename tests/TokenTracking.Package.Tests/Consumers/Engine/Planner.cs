using TokenTracking;
using TokenTracking.Providers;

namespace Engine;

public static class Wiring
{
    public static ILlmProvider Create(ITokenTracker tracker) => LlmFactory.Create(tracker: tracker);
}

public sealed class Planner(ILlmProvider llm)
{
    public Task<LlmResult> PlanAsync(string text) => llm.CompleteAsync(new LlmRequest { Prompt = text });

    [NotTracked("a health check")]
    public async Task<bool> IsUpAsync() => (await llm.CompleteAsync(new LlmRequest { Prompt = "ping" })).Text.Length > 0;
}
