using System.CommandLine;
using System.Text.Json;
using TokenTracking.Analytics.Recommendations;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Savings;

/// <summary><c>tokens recommend</c>: ways to pay less.</summary>
internal static class RecommendCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes and finds its store.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var calls = new CallOptions();
        var command = new CommandWithExamples(
            "recommend",
            "Recommends ways to reduce the cost of the calls in the store, each with its saving and evidence. Only counts are "
                + "used; prompts are not stored.",
            "tokens recommend --start 2026-11",
            "tokens recommend --project proj_123 --format json");
        calls.AddTo(command);
        command.SetAction((parsed, cancellationToken) => calls.RunAsync(parsed, host, async (ledger, book, query) =>
        {
            var found = await new Recommender(ledger, book, host.Clock).FindAsync(query, cancellationToken);
            Write([.. found.Select(RecommendationDocument.Of)], calls.FormatOf(parsed), host);
        }, cancellationToken));
        return command;
    }

    private static void Write(IReadOnlyList<RecommendationDocument> found, OutputFormat format, CommandHost host)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new RecommendationsDocument(found), SavingsJson.Indented.RecommendationsDocument));
            return;
        }

        if (found.Count == 0)
            host.Out.WriteLine("There are no recommendations: the counts contain no evidence of a possible saving.");
        foreach (var one in found)
        {
            host.Out.WriteLine(SafeText.Of($"{Shown.Money(one.Saving)}  {one.Text}"));
            foreach (var line in one.Evidence)
                host.Out.WriteLine(SafeText.Of("    " + line));
            foreach (var line in one.Assumptions)
                host.Out.WriteLine(SafeText.Of("    Assumes: " + line));
        }
    }
}

/// <summary>Recommendations as JSON.</summary>
/// <param name="Recommendations">The largest saving first.</param>
internal sealed record RecommendationsDocument(IReadOnlyList<RecommendationDocument> Recommendations);

/// <summary>One recommendation as JSON.</summary>
internal sealed record RecommendationDocument(
    string Kind, string? Provider, string? Model, string? Operation, string Text, decimal? Saving,
    string Currency, IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Assumptions)
{
    /// <summary>The document of a recommendation.</summary>
    /// <param name="one">The recommendation.</param>
    /// <returns>The document.</returns>
    public static RecommendationDocument Of(Recommendation one) => new(
        char.ToLowerInvariant(one.Kind.ToString()[0]) + one.Kind.ToString()[1..], one.Provider, one.Model, one.Operation, one.Text,
        JsonText.Exact(one.Saving), "USD", one.Evidence, one.Assumptions);
}
