using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <content>Responses that are created in the background: the first result has an ID and no usage.</content>
public partial struct UsageReading
{
    /// <summary>How far the response is.</summary>
    internal ResponseState State { readonly get; private set; }

    /// <summary>True if the response says that it was created in the background; otherwise, false.</summary>
    internal bool IsBackground { readonly get; private set; }

    /// <summary>Takes the state that a response says it is in.</summary>
    /// <param name="status">The provider's or the SDK's word for it; null if the response has none.</param>
    /// <param name="isBackground">Whether it was created in the background; null if the response does not say.</param>
    public void TakeStatus(string? status, bool? isBackground)
    {
        if (ResponseStates.Of(status) is var state and not ResponseState.Unknown)
            State = state;
        IsBackground |= isBackground == true;
    }

    /// <summary>Takes the token that a response which is not finished is requested with again.</summary>
    /// <param name="token">The token; null if the response is finished, or was not created in the background.</param>
    public void TakeContinuation(object? token)
    {
        if (token is not null)
            (State, IsBackground) = (ResponseState.Unfinished, true);
    }

    private void TakeState(in UsageReading answer)
    {
        if (answer.State > State)
            State = answer.State;
        IsBackground |= answer.IsBackground;
    }
}
