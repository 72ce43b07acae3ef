using System.Globalization;
using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="ErrorType">What failed; null where nothing did.</param>
/// <param name="IsWhole">True where the whole answer was read.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallEnding(CallOutcome Outcome, string? ErrorType, bool IsWhole)
{
    /// <summary>True where the call had ended when it was handed back: what was cancelled then was never sent.</summary>
    public bool IsAtOnce { get; init; }

    public static CallEnding Success => new(CallOutcome.Succeeded, null, true);

    public static CallEnding Cancelled => new(CallOutcome.Cancelled, nameof(TaskCanceledException), false);

    /// <summary>Cancelled before the member had returned: the request was never sent.</summary>
    public static CallEnding CancelledAtOnce => Cancelled with { IsAtOnce = true };

    public static CallEnding Abandoned => new(CallOutcome.Abandoned, null, false);

    /// <summary>A call that answered, but whose answer could not be read whole.</summary>
    public static CallEnding Unread(Exception exception) => new(CallOutcome.Succeeded, exception.GetType().Name, false);

    public static CallEnding Of(Exception exception) => new(
        exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed,
        ErrorTypeOf(exception),
        // An error's body may report the whole of what the call used.
        IsWhole: exception is IReportsUsage { Reported.Completeness: UsageCompleteness.Complete });

    /// <summary>True where the provider is likely to have worked: not where it refused, nor where the request was never sent.</summary>
    public bool WasAnswered(bool itemsCame) => Outcome switch
    {
        CallOutcome.Failed => itemsCame,
        CallOutcome.Cancelled => itemsCame || !IsAtOnce,
        _ => true,
    };

    private static string ErrorTypeOf(Exception exception) => exception switch
    {
        IReportsUsage { ErrorType: { } type } => type,
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ => exception.GetType().Name,
    };
}
