using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>Estimates what a call used if its provider did not report it, from the lengths of its texts
/// (<see cref="TokenTrackingOptions.UsageEstimator"/>).</summary>
public interface IUsageEstimator
{
    /// <summary>Guesses the counts of a call. Called on the tracked path, from any thread, the finalizer's included: it must not
    /// block.</summary>
    /// <param name="basis">What is known of the call.</param>
    /// <returns>The counts, which are recorded as <see cref="UsageCompleteness.Estimated"/>; <see cref="TokenUsage.Unknown"/> leaves the
    /// call
    /// <see cref="UsageCompleteness.Missing"/>, and so does an exception, which is logged.</returns>
    TokenUsage Estimate(in EstimationBasis basis);
}

/// <summary>What an <see cref="IUsageEstimator"/> may know of a call: lengths, never a text. At least one of them is known.</summary>
/// <param name="Provider">Who was asked, by its OpenTelemetry name; null if unknown.</param>
/// <param name="Model">The response model or, if that is unknown, the requested model; null if both are unknown.</param>
/// <param name="InputCharacters">The UTF-16 code units of the prompt and the system prompt; null if unknown.</param>
/// <param name="OutputCharacters">The UTF-16 code units of the answer, of an unfinished one as far as it arrived; null if unknown, or
/// where nothing arrived.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EstimationBasis(string? Provider, string? Model, long? InputCharacters, long? OutputCharacters);
