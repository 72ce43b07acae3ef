using TokenTracking.Attribution;

namespace TokenTracking.Calls;

/// <summary>What the names in a record may hold.</summary>
internal static class NameLimits
{
    /// <summary>Whether every name is one that a store can keep as it is.</summary>
    public static bool Hold(in UsageRecord record)
        => WellFormedText.Is(record.Provider) && WellFormedText.Is(record.RequestModel) && WellFormedText.Is(record.ResponseModel)
            && WellFormedText.Is(record.Operation) && WellFormedText.Is(record.Project) && WellFormedText.Is(record.Agent)
            && WellFormedText.Is(record.Task) && WellFormedText.Is(record.ErrorType) && WellFormedText.Is(record.ResponseId)
            && WellFormedText.Is(record.ServiceTier) && WellFormedText.Is(record.Speed) && WellFormedText.Is(record.Geo)
            && WellFormedText.Is(record.PriceTable) && WellFormedText.Is(record.RawUsage)
            && (record.Units is not { Count: > 0 } units || units.All(static unit => WellFormedText.Is(unit?.Unit)))
            && (record.Parts is not { Count: > 0 } parts || parts.All(static part => Holds(part)));

    /// <summary>The record with names that a store can keep.</summary>
    /// <param name="record">The record, whose lists are its own.</param>
    public static UsageRecord Apply(in UsageRecord record) => record with
    {
        Provider = WellFormedText.Of(record.Provider),
        RequestModel = WellFormedText.Of(record.RequestModel),
        ResponseModel = WellFormedText.Of(record.ResponseModel),
        Operation = WellFormedText.Of(record.Operation),
        Project = WellFormedText.Of(record.Project),
        Agent = WellFormedText.Of(record.Agent),
        Task = WellFormedText.Of(record.Task),
        ErrorType = WellFormedText.Of(record.ErrorType),
        ResponseId = WellFormedText.Of(record.ResponseId),
        ServiceTier = WellFormedText.Of(record.ServiceTier),
        Speed = WellFormedText.Of(record.Speed),
        Geo = WellFormedText.Of(record.Geo),
        PriceTable = WellFormedText.Of(record.PriceTable),
        RawUsage = WellFormedText.Of(record.RawUsage),
        Units = record.Units?.Select(static unit => unit with { Unit = WellFormedText.Of(unit.Unit) }).ToArray(),
        Parts = record.Parts?.Select(static part => Holds(part) ? part : part with
        {
            Kind = WellFormedText.Of(part.Kind),
            Model = WellFormedText.Of(part.Model),
        }).ToArray(),
    };

    private static bool Holds(UsagePart? part) => WellFormedText.Is(part?.Kind) && WellFormedText.Is(part?.Model);
}
