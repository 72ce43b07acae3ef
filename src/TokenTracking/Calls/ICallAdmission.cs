namespace TokenTracking.Calls;

/// <summary>
/// Decides whether a tracked call may be made, before the inner object is called. Implemented by a tracker; <see cref="CallAdmission"/>
/// switches it on.
/// </summary>
/// <remarks>A call that is admitted may still not be made, for example if a stream turns out to have no further page.</remarks>
public interface ICallAdmission
{
    /// <summary>Admits a call of an asynchronous member or stream. The time until the task completes is not part of the call's
    /// duration.</summary>
    /// <param name="call">What is known of the call.</param>
    /// <param name="cancellationToken">The call's own token, if its member has one.</param>
    /// <returns>A task that completes when the call may be made. If it fails or is canceled, the call is not made, and the caller gets
    /// its exception.</returns>
    ValueTask AdmitAsync(PendingCall call, CancellationToken cancellationToken);

    /// <summary>Admits a call of a member that cannot wait. An exception refuses the call and reaches the caller.</summary>
    /// <param name="call">What is known of the call.</param>
    void Admit(PendingCall call);
}
