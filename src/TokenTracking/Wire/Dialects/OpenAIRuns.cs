using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Runs of OpenAI's assistants, also of Azure's: the counts of a run are there when it has ended. A stream also has those of its
/// steps, which are parts of the run's.</summary>
internal static class OpenAIRuns
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.runs",
        Provider = "openai",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["prompt_tokens"],
        [Output] = ["completion_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = ["prompt_token_details.cached_tokens"],
        [Reasoning] = ["completion_tokens_details.reasoning_tokens"],
        StopReason = ["status"],
        Ends = ["[DONE]"],
        Signs = [new("object=thread.run", 9), new("assistant_id", 1), new("thread_id", 1)],
    };
}
