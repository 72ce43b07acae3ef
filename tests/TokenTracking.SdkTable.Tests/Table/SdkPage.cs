using System.Text;
using TokenTracking.SdkTable.Tests.Clients;

namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>Writes docs/sdks.md.</summary>
internal static class SdkPage
{
    private static readonly Situation[] Columns = Enum.GetValues<Situation>();

    public static async Task<string> WriteAsync()
    {
        var text = new StringBuilder(Introduction);
        foreach (var package in Catalogue.All.GroupBy(static sdk => sdk.Package))
        {
            text.Append("\n## ").Append(package.Key).Append('\n');
            foreach (var sdk in package)
                await AppendAsync(text, sdk);
        }

        return text.ToString();
    }

    private static string Introduction => """
        # SDKs: what is recorded

        Tests make this page (`tests/TokenTracking.SdkTable.Tests`). Each cell is a call against a server on loopback that keeps a ledger
        of what it sent. The records are compared with the ledger: how many there are, the sums of their tokens, model, provider, outcome.

        | way | what it is |
        |---|---|
        | decorator | the SDK's client is decorated and called |
        | under an adapter | the SDK's client is decorated; it is called through an adapter that is not |
        | adapter | the SDK's client and the adapter of Microsoft.Extensions.AI over it are both decorated |
        | handler | the SDK's client sends its requests through an `HttpClient` with `TokenTrackingHandler` |
        | all | decorator, adapter and handler together |

        | situation | what happens |
        |---|---|
        | plain, streamed | one call, whose answer comes whole or as a stream |
        | left | the caller leaves a stream after its first item: one `Abandoned` record with the counts that had arrived, or none |
        | tools | the first answer calls a tool, the second one uses its result: two records |
        | retried | the first attempt is refused with 503: one record, and with the handler alone one more for the failed attempt |
        | cached | part of the prompt comes from the provider's cache, and part is written to it |
        | repeated | a local cache answers the second call: one record |
        | cancelled, failed | one record of the outcome, without usage |

        **yes**: the records say what the ledger says. **–**: the client cannot do it. Everything else is what the records say instead, and
        is explained below the table.

        SDKs that are marked as *stand-in* or *types of the same shape* are not referenced by the tests: the interface, the names of the
        counts and the requests are those of the SDK.

        """.ReplaceLineEndings("\n");

    private static async Task AppendAsync(StringBuilder text, Sdk sdk)
    {
        text.Append("\n### ").Append(sdk.Name).Append("\n\n| way | ").AppendJoin(" | ", Columns.Select(Lower))
            .Append(" | lines to add |\n|---|").Append(string.Concat(Columns.Select(static _ => "---|"))).Append("---|\n");
        var lost = new List<string>();
        foreach (var way in sdk.Ways)
        {
            text.Append("| ").Append(NameOf(sdk, way)).Append(" |");
            foreach (var situation in Columns)
            {
                var found = sdk.SituationsOf(way).Contains(situation) ? await Cells.FindAsync(sdk, way, situation) : "–";
                text.Append(' ').Append(found).Append(" |");
                if (found is not ("–" or Finding.Recorded) && sdk.LossOf(way, situation, found) is { } loss && !lost.Contains(loss.Text))
                    lost.Add(loss.Text);
            }

            text.Append(' ').Append(LinesOf(sdk, way)).Append(" |\n");
        }

        if (lost.Count > 0)
            text.Append("\nLost: ").AppendJoin(' ', lost).Append('\n');
    }

    private static string NameOf(Sdk sdk, Way way) => way switch
    {
        Way.UnderAdapter => "under an adapter",
        Way.All when sdk.Adapter is null => "decorator and handler",
        _ => Lower(way),
    };

    private static string LinesOf(Sdk sdk, Way way)
    {
        var decorator = $"`[assembly: TrackAiUsage(typeof({sdk.Tracked}))]`, `.WithTokenTracking(tracker)`";
        var adapter = sdk.Adapter is null ? "" : $"`.{sdk.Adapter}.WithTokenTracking(tracker)`";
        return way switch
        {
            Way.Decorator or Way.UnderAdapter => decorator,
            Way.Adapter => $"{decorator}, {adapter}",
            Way.Handler => $"{sdk.Transport}",
            _ => $"{decorator}, {(adapter.Length > 0 ? adapter + ", " : "")}{sdk.Transport}",
        };
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
