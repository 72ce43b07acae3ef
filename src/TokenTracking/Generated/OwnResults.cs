using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Reads the package's own result, which most calls of a program's own interface return. Generated code uses the one delegate, by
/// which a call is known whose facts can be recorded where they are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OwnResults
{
    /// <summary>Takes all that a result states; null changes nothing.</summary>
    public static UsageBinder<LlmResult?> Usage { get; } = static (result, ref reading) =>
    {
        if (result is not null)
            reading.Replace(result);
    };
}
