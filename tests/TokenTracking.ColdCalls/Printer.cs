using System.Globalization;

namespace TokenTracking.ColdCalls;

/// <summary>Prints each record.</summary>
internal sealed class Printer : IUsageObserver
{
    public void OnRecorded(in UsageRecord record)
        => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"record {record.Outcome} {record.Usage.TotalTokens ?? -1} {record.Project ?? "-"}"));
}
