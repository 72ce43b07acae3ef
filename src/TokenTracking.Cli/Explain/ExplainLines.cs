using System.Text.Json;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Explain;

/// <summary><c>tokens explain --jsonl</c>: an answer per line, in order.</summary>
internal static class ExplainLines
{
    /// <summary>Answers every line of a file.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="read">The response of a line.</param>
    /// <param name="explainer">Explains it.</param>
    /// <param name="wantsTable">True for a table with a row per line, false for a line of JSON per line.</param>
    /// <param name="host">Where to.</param>
    /// <param name="cancellationToken">Ends the run between two lines.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string path, Func<JsonElement, RecordedResponse> read, ResponseExplainer explainer, bool wantsTable, CommandHost host,
        CancellationToken cancellationToken)
    {
        var table = wantsTable ? new ExplainList() : null;
        var exitCode = await JsonLines.AnswerAsync(path, host, AnswerAsync, Refuse, cancellationToken);
        table?.WriteTo(host);
        return exitCode;

        async Task<bool> AnswerAsync(JsonElement line, long number, CancellationToken token)
        {
            var explained = await explainer.ExplainAsync(read(line), token);
            if (table is null)
                host.Out.WriteLine(JsonSerializer.Serialize(explained, ExplainJson.Line.ExplainDocument));
            else
                table.Add(explained);
            if (ResponseExplainer.ErrorOf(explained) is not { } error)
                return true;
            host.SayError($"Line {number}: {error}");
            return false;
        }

        void Refuse(LineError error)
        {
            if (table is null)
                host.Out.WriteLine(JsonSerializer.Serialize(error, InputJson.Line.LineError));
            else
                host.SayError($"Line {error.Line}: {error.Error}");
        }
    }
}
