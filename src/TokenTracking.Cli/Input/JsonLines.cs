using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Input;

/// <summary>Reads a file of one JSON object a line (JSON Lines) and answers each line, in order, one at a time.</summary>
internal static class JsonLines
{
    private const int BufferSize = 1 << 16;

    /// <summary>Answers every line of a file. Blank lines are left out.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="host">Has the standard input.</param>
    /// <param name="answer">Answers an object, whose line it is given, and returns true; false if it could be answered in part
    /// only. Throws <see cref="BadLineException"/> where it cannot.</param>
    /// <param name="refuse">Takes the error of a line that cannot be answered.</param>
    /// <param name="cancellationToken">Ends the run between two lines.</param>
    /// <returns><see cref="ExitCode.Ok"/>, or <see cref="ExitCode.Failed"/> where a line was refused or answered in part only.</returns>
    public static async Task<int> AnswerAsync(
        string path, CommandHost host, Func<JsonElement, long, CancellationToken, Task<bool>> answer, Action<LineError> refuse,
        CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Ok;
        using var reader = new StreamReader(InputFile.Open(path, host), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;

            string? id = null;
            try
            {
                using var document = JsonDocument.Parse(HalfPairs.Replace(line));
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                    throw new BadLineException("The line is not a JSON object.");
                id = document.RootElement.OptionalText("id");
                if (!await answer(document.RootElement, number, cancellationToken))
                    exitCode = ExitCode.Failed;
            }
            catch (JsonException failure)
            {
                Refuse("The line is not JSON: " + Reason(failure));
            }
            catch (BadLineException failure)
            {
                Refuse(failure.Message);
            }

            void Refuse(string message)
            {
                exitCode = ExitCode.Failed;
                refuse(new LineError(id, number, message));
            }
        }

        return exitCode;
    }

    // The position in the exception counts lines within this single line.
    private static string Reason(JsonException failure)
    {
        var end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = end < 0 ? failure.Message : failure.Message[..end];
        return failure.BytePositionInLine is { } position ? $"{text} (byte {position})" : text;
    }
}

/// <summary>The answer to a line that cannot be answered.</summary>
/// <param name="Id">The line's id; null if it has none that can be read.</param>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Error">The error.</param>
internal sealed record LineError(string? Id, long Line, string Error);
