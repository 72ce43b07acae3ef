namespace TokenTracking.Analytics;

/// <summary>A project's spend rate at one minute.</summary>
/// <param name="Time">When it was taken, in UTC.</param>
/// <param name="TokensPerHour">The current rate at that time, in tokens per hour.</param>
public readonly record struct SpendRateSample(DateTimeOffset Time, double TokensPerHour);
