using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Programs;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests;

/// <summary>The rules over the calls of the table: what is billed without a record is reported where it is called, and what is recorded
/// is not reported. The coverage figure agrees with the records and the requests.</summary>
public sealed class SdkDiagnosticTests
{
    public static TheoryData<string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (sdk, way, situation) in Table.Cells.All().Where(static cell => HasProgram(cell.Sdk, cell.Situation)))
            data.Add(sdk.Name, way.ToString(), situation.ToString());
        return data;
    }

    public static TheoryData<string, string> UntrackedCells()
    {
        var data = new TheoryData<string, string>();
        foreach (var sdk in Catalogue.All)
        {
            foreach (var situation in sdk.Situations.Where(situation => HasProgram(sdk, situation)))
                data.Add(sdk.Name, situation.ToString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_call_is_reported_exactly_if_it_leaves_no_record(string client, string way, string situation)
    {
        var (sdk, by, when) = Named(client, way, situation);
        var programs = await AnalyzedPrograms.OfAsync(by);
        if (!programs.Cells.Contains((client, when)) || ProgramBook.IsFree(sdk))
            return;

        var isRecorded = !(await Table.Cells.FindAsync(sdk, by, when)).StartsWith("nothing", StringComparison.Ordinal);

        if (isRecorded)
            Assert.Empty(programs.RulesAt(sdk, when));
        else
            Assert.NotEmpty(programs.RulesAtCall(sdk, when));
        Assert.Equal(isRecorded && !IsHidden(sdk, by), programs.IsTracked(sdk, when));
    }

    [Theory]
    [MemberData(nameof(UntrackedCells))]
    public async Task A_call_without_any_tracking_is_reported_unless_it_is_free(string client, string situation)
    {
        var sdk = Catalogue.All.Single(sdk => sdk.Name == client);
        var when = Enum.Parse<Situation>(situation);
        var programs = await AnalyzedPrograms.OfAsync(null);

        if (ProgramBook.IsFree(sdk))
        {
            Assert.Empty(programs.RulesAt(sdk, when));
        }
        else
        {
            Assert.Single(programs.RulesAtCall(sdk, when), static rule => rule is "TT2001" or "TT2002");
            Assert.False(programs.IsTracked(sdk, when));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(nameof(Way.Decorator))]
    [InlineData(nameof(Way.UnderAdapter))]
    [InlineData(nameof(Way.Adapter))]
    [InlineData(nameof(Way.Handler))]
    [InlineData(nameof(Way.All))]
    public async Task Coverage_is_what_records_are_of_requests(string name)
    {
        Way? way = name.Length == 0 ? null : Enum.Parse<Way>(name);
        var programs = await AnalyzedPrograms.OfAsync(way);
        var billed = programs.Cells.Select(cell => (Sdk: Catalogue.All.Single(sdk => sdk.Name == cell.Row), cell.Situation))
            .Where(static cell => !ProgramBook.IsFree(cell.Sdk)).ToList();
        var (recorded, hidden) = (0, 0);
        foreach (var (sdk, situation) in billed.Where(_ => way is not null))
        {
            if ((await Table.Cells.FindAsync(sdk, way!.Value, situation)).StartsWith("nothing", StringComparison.Ordinal))
                continue;
            recorded++;
            if (IsHidden(sdk, way))
                hidden++;
        }

        Assert.Equal((recorded - hidden, hidden, billed.Count), (programs.Tracked, programs.Assumed, programs.Sites));
    }

    // That the handler is under a client which the code does not show can only be assumed.
    private static bool IsHidden(Sdk sdk, Way? way) => way == Way.Handler && ProgramBook.Of(sdk).HidesClient;

    private static bool HasProgram(Sdk sdk, Situation situation)
        => situation == Situation.Plain || (situation == Situation.Streamed && ProgramBook.Of(sdk).Streamed is not null);

    private static (Sdk Sdk, Way Way, Situation Situation) Named(string client, string way, string situation)
        => (Catalogue.All.Single(sdk => sdk.Name == client), Enum.Parse<Way>(way), Enum.Parse<Situation>(situation));
}
