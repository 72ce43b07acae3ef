using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Wire;

namespace TokenTracking.Cli.Explain;

/// <summary>
/// <c>tokens explain --unread</c>: the numbers in a file of responses that sound like usage and that nothing reads. A line that is a whole
/// JSON object is a response, or a recorded one if it has a <c>response_body</c>; anything else is one body over all lines.
/// </summary>
/// <param name="fill">A response with the hints of the command line.</param>
internal sealed class UnreadFields(Func<RecordedResponse, RecordedResponse> fill)
{
    private readonly Dictionary<string, UnreadField> _fields = new(StringComparer.Ordinal);
    private readonly List<LineError> _errors = [];
    private long _responses;

    /// <summary>Looks through a file and writes what it found.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="format">Table or JSON.</param>
    /// <param name="host">Where to.</param>
    /// <param name="cancellationToken">Ends the run between two lines.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string path, OutputFormat format, CommandHost host, CancellationToken cancellationToken)
    {
        using (var reader = new StreamReader(InputFile.Open(path, host), Encoding.UTF8))
            await ReadAsync(reader, cancellationToken);
        UnreadField[] fields = [.. _fields.Values.OrderBy(static one => one.Path, StringComparer.Ordinal)];
        if (format == OutputFormat.Json)
        {
            var document = new UnreadDocument(_responses, [.. fields.Select(UnreadFieldDocument.Of)], _errors);
            host.Out.WriteLine(JsonSerializer.Serialize(document, ExplainJson.Indented.UnreadDocument));
        }
        else
        {
            UnreadTable.Write(_responses, fields, host);
        }

        foreach (var error in _errors)
            host.SayError($"Line {error.Line}: {error.Error}");
        return _errors.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (TryParse(line, out var document))
            {
                using (document)
                    ReadLine(line, document.RootElement, number);
            }
            else if (_responses == 0 && _errors.Count == 0)
            {
                await ReadBodyAsync(line, number, reader, cancellationToken);
                return;
            }
            else
            {
                _errors.Add(new LineError(null, number, "The line is not JSON."));
            }
        }

        if (_responses == 0 && _errors.Count == 0)
            throw CommandFailedException.Failed("There is no response in the file.");
    }

    private void ReadLine(string line, JsonElement json, long number)
    {
        var isRecorded = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("response_body", out _);
        string? id = null;
        try
        {
            id = isRecorded ? json.OptionalText("id") : null;
            var response = fill(isRecorded ? RecordedResponse.Of(json) : RecordedResponse.Of(BytesOf(line)));
            using var reader = ReaderOf(response);
            using var body = response.Body;
            Feed(reader, body);
            var usage = reader.Complete();
            Take(usage, number, inBody: false);
            // A line of a stream is no whole response.
            if (isRecorded && ResponseExplainer.ErrorOf(usage) is { } error)
                _errors.Add(new LineError(id, number, error));
        }
        catch (BadLineException failure)
        {
            _errors.Add(new LineError(id, number, failure.Message));
        }
    }

    private async Task ReadBodyAsync(string first, long number, StreamReader lines, CancellationToken cancellationToken)
    {
        using var reader = ReaderOf(fill(RecordedResponse.Of(Stream.Null)));
        var last = number;
        for (var line = first; line is not null; line = await lines.ReadLineAsync(cancellationToken), last++)
            reader.Append(Encoding.UTF8.GetBytes(line + "\n"));
        var usage = reader.Complete();
        Take(usage, number, inBody: true);
        if (ResponseExplainer.ErrorOf(usage) is { } error)
            _errors.Add(new LineError(null, usage.Dialect is null ? number : last - 1, error));
    }

    private void Take(WireUsage usage, long number, bool inBody)
    {
        _responses++;
        foreach (var field in usage.UnreadFields)
        {
            var found = field with { Line = inBody ? number + field.Line - 1 : number };
            _fields[field.Path] = _fields.TryGetValue(field.Path, out var known) ? known.With(found) : found;
        }
    }

    private static UsageReader ReaderOf(RecordedResponse response) => new(response.Source with { FindsAllUnread = true });

    private static void Feed(UsageReader reader, Stream body)
    {
        Span<byte> piece = stackalloc byte[4096];
        while (body.Read(piece) is > 0 and var read)
            reader.Append(piece[..read]);
    }

    private static MemoryStream BytesOf(string line) => new(Encoding.UTF8.GetBytes(line), writable: false);

    private static bool TryParse(string line, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (line.AsSpan().TrimStart() is not ['{', ..])
            return false;
        try
        {
            document = JsonDocument.Parse(HalfPairs.Replace(line));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
