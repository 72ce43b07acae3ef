using System.Text.Json;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Periods;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Prices;

/// <summary>Prices many calls, an object a line, each answered by a line.</summary>
internal static class CostLines
{
    /// <summary>Answers every line of a file.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="book">The prices.</param>
    /// <param name="at">The time whose prices apply to lines without one.</param>
    /// <param name="host">Where it reads and writes.</param>
    /// <param name="cancellationToken">Ends the run between two lines.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string path, PriceBook book, DateTimeOffset at, CommandHost host, CancellationToken cancellationToken)
        => JsonLines.AnswerAsync(
            path, host,
            (line, _, _) =>
            {
                var answer = CostAnswer.OfNamed(line.OptionalText("id"), CallOf(line), TimeOf(line) ?? at, book);
                host.Out.WriteLine(JsonSerializer.Serialize(answer, PricesJson.Line.CostAnswer));
                return Task.FromResult(true);
            },
            error => host.Out.WriteLine(JsonSerializer.Serialize(error, InputJson.Line.LineError)),
            cancellationToken);

    private static PricedCall CallOf(JsonElement line) => new(
        line.OptionalText("model"), line.OptionalText("provider"), line.OptionalWhole("input"), line.OptionalWhole("cacheRead"),
        line.OptionalWhole("cacheWrite"), line.OptionalWhole("cacheWrite1h"), line.OptionalWhole("output"), line.OptionalWhole("reasoning"),
        line.OptionalText("tier"));

    private static DateTimeOffset? TimeOf(JsonElement line) => line.OptionalText("at") is not { } text
        ? null
        : Moment.TryParse(text)?.Begin(TimeZoneInfo.Utc) ?? throw new BadLineException($"'at' is not a date: '{text}'.");
}
