namespace TokenTracking.Calls;

/// <summary>How far a response is that its provider creates in the background.</summary>
internal enum ResponseState : byte
{
    /// <summary>The response does not say.</summary>
    Unknown,

    /// <summary>The provider works on it: its usage is stated when it is looked up later.</summary>
    Unfinished,

    /// <summary>It is complete, or was cut at a limit.</summary>
    Completed,

    /// <summary>It failed, or expired.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>Reads the state of a response from the word that its provider has for it.</summary>
internal static class ResponseStates
{
    // By OpenAI's responses and runs, Gemini's interactions, and what others call the same.
    private static readonly (string Word, ResponseState State)[] Words =
    [
        ("completed", ResponseState.Completed), ("inprogress", ResponseState.Unfinished), ("queued", ResponseState.Unfinished),
        ("incomplete", ResponseState.Completed), ("failed", ResponseState.Failed), ("cancelled", ResponseState.Cancelled),
        ("canceled", ResponseState.Cancelled), ("pending", ResponseState.Unfinished), ("running", ResponseState.Unfinished),
        ("processing", ResponseState.Unfinished), ("starting", ResponseState.Unfinished), ("notstarted", ResponseState.Unfinished),
        ("requiresaction", ResponseState.Unfinished), ("cancelling", ResponseState.Unfinished), ("succeeded", ResponseState.Completed),
        ("success", ResponseState.Completed), ("done", ResponseState.Completed), ("ended", ResponseState.Completed),
        ("expired", ResponseState.Failed), ("error", ResponseState.Failed), ("inqueue", ResponseState.Unfinished),
        ("started", ResponseState.Unfinished), ("created", ResponseState.Unfinished), ("accepted", ResponseState.Unfinished),
        ("submitted", ResponseState.Unfinished), ("validating", ResponseState.Unfinished), ("waiting", ResponseState.Unfinished),
    ];

    /// <summary>The state that a word means.</summary>
    /// <param name="status">The word, as the provider writes it or as an SDK names it; null for none.</param>
    public static ResponseState Of(string? status)
    {
        foreach (var (word, state) in Words)
        {
            if (Is(status, word))
                return state;
        }

        return ResponseState.Unknown;
    }

    // in_progress, in-progress and InProgress are one.
    private static bool Is(ReadOnlySpan<char> status, string word)
    {
        var length = 0;
        foreach (var letter in status)
        {
            if (letter is '_' or '-' or ' ')
                continue;
            if (length == word.Length || char.ToLowerInvariant(letter) != word[length++])
                return false;
        }

        return length == word.Length;
    }
}
