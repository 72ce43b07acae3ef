using TokenTracking.Providers;

namespace TokenTracking.WebPages;

/// <summary>A service of the program that gets its provider from the container.</summary>
internal sealed class Planner(ILlmProvider provider)
{
    public async Task<string> PlanAsync() => (await provider.CompleteAsync(new LlmRequest { Prompt = "Plan" })).Text;
}
