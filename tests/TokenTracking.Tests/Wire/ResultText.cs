using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>All of a result in one text, to compare results by.</summary>
internal static class ResultText
{
    public static string Of(WireUsage usage)
        => $"{usage with { Notes = [], Parts = [], Units = [] }} parts: {string.Join(", ", usage.Parts)} "
            + $"units: {string.Join(", ", usage.Units)} notes: {string.Join(", ", usage.Notes)}";
}
