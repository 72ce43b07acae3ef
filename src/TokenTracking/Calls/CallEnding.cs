using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="ErrorType">What failed; null if nothing did.</param>
/// <param name="IsWhole">True if the whole answer was read.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallEnding(CallOutcome Outcome, string? ErrorType, bool IsWhole)
{
    /// <summary>True if the call had ended when its member returned: what was cancelled then was never sent; otherwise, false.</summary>
    public bool IsAtOnce { get; init; }

    public static CallEnding Success => new(CallOutcome.Succeeded, null, true);

    public static CallEnding Cancelled => new(CallOutcome.Cancelled, nameof(TaskCanceledException), false);

    /// <summary>Cancelled before the member had returned: the request was never sent.</summary>
    public static CallEnding CancelledAtOnce => Cancelled with { IsAtOnce = true };

    public static CallEnding Abandoned => new(CallOutcome.Abandoned, null, false);

    /// <summary>A call that answered, but whose answer could not be read whole.</summary>
    public static CallEnding Unread(Exception exception) => new(CallOutcome.Succeeded, exception.GetType().Name, false);

    /// <summary>A call that threw.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="reported">What the exception reports that the call used; null if it reports nothing.</param>
    public static CallEnding Of(Exception exception, out ResponseFacts? reported)
    {
        (reported, var errorType) = exception is IReportsUsage reporting ? Read(reporting) : default;
        return new CallEnding(
            exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed,
            errorType ?? ErrorTypeOf(exception),
            // An error's body may report the whole of what the call used.
            IsWhole: reported is { Completeness: UsageCompleteness.Complete });
    }

    /// <summary>A call whose response was an HTTP response that was read.</summary>
    /// <param name="outcome">The outcome, as far as the body shows it.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="errorType">The provider's name of the error in the body; null if there is none.</param>
    public static CallEnding OfResponse(CallOutcome outcome, int status, string? errorType) => status >= 400
        ? new CallEnding(CallOutcome.Failed, status.ToString(CultureInfo.InvariantCulture), IsWhole: true)
        : new CallEnding(outcome, errorType, IsWhole: true);

    /// <summary>True if the provider is likely to have done work: not if it refused, or if the request was never sent.</summary>
    public bool WasAnswered(bool itemsCame) => Outcome switch
    {
        CallOutcome.Failed => itemsCame,
        CallOutcome.Cancelled => itemsCame || !IsAtOnce,
        _ => true,
    };

    private static (ResponseFacts? Reported, string? ErrorType) Read(IReportsUsage exception)
    {
        try
        {
            return (exception.Reported, exception.ErrorType);
        }
#pragma warning disable CA1031 // The exception is the caller's code, and it is on its way to the caller: nothing may take its place.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Trace.TraceWarning("What {0} reports of its usage could not be read: {1}", exception.GetType(), failure);
            return default;
        }
    }

    private static string ErrorTypeOf(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ => exception.GetType().Name,
    };
}
