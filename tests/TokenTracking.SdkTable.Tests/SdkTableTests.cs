using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests;

/// <summary>Every cell of the table in docs/sdks.md: the records say what the server's ledger says, or what is known to be lost.</summary>
public sealed class SdkTableTests
{
    public static TheoryData<string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (sdk, way, situation) in Table.Cells.All())
            data.Add(sdk.Name, way.ToString(), situation.ToString());
        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_is_recorded_or_says_what_is_lost(string client, string way, string situation)
    {
        var cell = Table.Cells.All().Single(
            cell => cell.Sdk.Name == client && cell.Way.ToString() == way && cell.Situation.ToString() == situation);

        var found = await Table.Cells.FindAsync(cell.Sdk, cell.Way, cell.Situation);

        if (cell.Sdk.LossOf(cell.Way, cell.Situation, found) is null)
            Assert.Equal(Finding.Recorded, found);
    }

    /// <summary>What is billed without any record is reported where it is called.</summary>
    [Fact]
    public async Task A_cell_without_a_record_names_the_rule_that_reports_its_call()
    {
        foreach (var (sdk, way, situation) in Table.Cells.All())
        {
            var found = await Table.Cells.FindAsync(sdk, way, situation);
            if (found.StartsWith("nothing", StringComparison.Ordinal))
                Assert.Matches("TT[0-9]{4}", sdk.LossOf(way, situation, found)?.Text ?? "");
        }
    }
}
