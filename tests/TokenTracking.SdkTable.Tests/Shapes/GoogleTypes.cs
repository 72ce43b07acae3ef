namespace Google.GenAI.Types;

/// <summary>The shape of Google.GenAI's answer.</summary>
public sealed class GenerateContentResponse
{
    public string? ModelVersion { get; set; }

    public string? ResponseId { get; set; }

    public GenerateContentResponseUsageMetadata? UsageMetadata { get; set; }
}

public sealed class GenerateContentResponseUsageMetadata
{
    public int? PromptTokenCount { get; set; }

    public int? CandidatesTokenCount { get; set; }

    public int? CachedContentTokenCount { get; set; }

    public int? ThoughtsTokenCount { get; set; }

    public int? TotalTokenCount { get; set; }
}
