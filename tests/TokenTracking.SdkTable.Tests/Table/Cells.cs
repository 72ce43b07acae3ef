using System.Collections.Concurrent;
using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Serving;
using TokenTracking.Testing;

namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>Fills the cells of the table, each once.</summary>
internal static class Cells
{
    private static readonly ConcurrentDictionary<(string Sdk, Way Way, Situation Situation), Lazy<Task<string>>> Found = new();

    /// <summary>What is found in a cell: <see cref="Finding.Recorded"/>, or what differs.</summary>
    public static Task<string> FindAsync(Sdk sdk, Way way, Situation situation)
        => Found.GetOrAdd((sdk.Name, way, situation), _ => new Lazy<Task<string>>(() => RunAsync(sdk, way, situation))).Value;

    public static IEnumerable<(Sdk Sdk, Way Way, Situation Situation)> All()
        => from sdk in Catalogue.All from way in sdk.Ways from situation in sdk.SituationsOf(way) select (sdk, way, situation);

    private static async Task<string> RunAsync(Sdk sdk, Way way, Situation situation)
    {
        var tracker = new RecordingTracker();
        using var ledger = new Ledger(situation, sdk.Model);
        using var connection = new Connection(way, ledger, tracker, sdk.Repeats);
        using var cancellation = new CancellationTokenSource();
        var conversation = sdk.Create(connection);
        // On a thread of the pool, as a request of a web server: what flows with the call ends with it.
        var call = Task.Run(() => CallAsync(conversation, situation, cancellation.Token), CancellationToken.None);
        if (situation == Situation.Cancelled)
        {
            await Task.WhenAny(ledger.Arrived, call);
            await cancellation.CancelAsync();
        }

        Exception? thrown = null;
        try
        {
            // An answer that is never complete must not be waited for.
            await call.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        }
        catch (Exception exception) when (situation is Situation.Cancelled or Situation.Failed)
        {
            thrown = exception;
        }

        if (thrown is null && (situation == Situation.Cancelled || (situation == Situation.Failed && !sdk.AnswersFailures)))
            return "no exception";
        return Finding.Of(sdk, way, situation, ledger, tracker.Records);
    }

    private static Task CallAsync(Conversation conversation, Situation situation, CancellationToken cancellationToken) => situation switch
    {
        Situation.Streamed => conversation.StreamAsync(leaves: false, cancellationToken),
        Situation.Left => conversation.StreamAsync(leaves: true, cancellationToken),
        Situation.Tools => conversation.UseToolAsync(cancellationToken),
        Situation.Repeated => conversation.RepeatAsync(cancellationToken),
        _ => conversation.AskAsync(cancellationToken),
    };
}
