using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Coverage;

/// <summary>Reads the coverage figures out of a compiler's log (SARIF 2.1, or 1.0, which has them at the same place).</summary>
internal static class CompilerLog
{
    private const string Rule = "TT4001";

    /// <summary>The figures of each compilation in a log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One per compilation: compilers write one.</returns>
    /// <exception cref="CommandFailedException">The file is no such log, or has no figure.</exception>
    public static async Task<IReadOnlyList<CompilationFigures>> ReadAsync(string path, CancellationToken cancellationToken)
        => await ReadAsync(path, static results => Figures(results), cancellationToken) is { Count: > 0 } figures
            ? figures
            : throw WithoutFigure(path);

    /// <summary>The figures of a log of this build: none if its compilation failed, because what is measured then may be wrong.</summary>
    /// <param name="path">The log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One per compilation.</returns>
    /// <exception cref="CommandFailedException">The file is no such log, or is of a compilation without errors and has no
    /// figure.</exception>
    public static async Task<IReadOnlyList<CompilationFigures>> ReadBuiltAsync(string path, CancellationToken cancellationToken)
        => await ReadAsync(path, static results => results.Exists(IsError) ? null : Figures(results), cancellationToken) is { } figures
            ? figures.Count > 0 ? figures : throw WithoutFigure(path)
            : [];

    /// <summary>The figures of a log that a former build left; none if it is of another kind.</summary>
    /// <param name="path">The log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One per compilation.</returns>
    /// <exception cref="CommandFailedException">The file cannot be read.</exception>
    public static async Task<IReadOnlyList<CompilationFigures>> ReadLeftAsync(string path, CancellationToken cancellationToken)
        => await ReadAsync(path, static results => results.Exists(IsError) ? [] : Figures(results), cancellationToken) ?? [];

    private static async Task<List<CompilationFigures>?> ReadAsync(
        string path, Func<List<JsonElement>, List<CompilationFigures>?> read, CancellationToken cancellationToken)
    {
        try
        {
            var stream = File.OpenRead(path);
            await using (stream)
            {
                using var log = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
                return read(log.RootElement.GetProperty("runs").EnumerateArray()
                    .SelectMany(static run => run.TryGetProperty("results", out var results) ? results.EnumerateArray().ToArray() : [])
                    .ToList());
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw CommandFailedException.Failed(
                $"{path} is not a SARIF log of a compiler, or its coverage figure cannot be read ({failure.Message}).");
        }
    }

    private static bool IsError(JsonElement result)
        => result.TryGetProperty("level", out var level) && level.GetString() == "error" && !result.TryGetProperty("suppressions", out _);

    private static List<CompilationFigures> Figures(List<JsonElement> results)
        => [.. results.Where(static result => result.TryGetProperty("ruleId", out var id) && id.GetString() == Rule)
            .Select(static result => Figures(result.GetProperty("properties").GetProperty("customProperties")))];

    private static CommandFailedException WithoutFigure(string path) => CommandFailedException.Failed(
        $"{Path.GetFileName(path)} has no coverage figure. Either the project does not use the package TokenTracking, or its rule {Rule} "
        + "is disabled (NoWarn, .globalconfig). Set its severity to suggestion.");

    private static CompilationFigures Figures(JsonElement properties) => new(
        Text(properties, "assembly") ?? "?",
        Text(properties, "framework"),
        Count(properties, "tracked"),
        Places(properties, "assumed"),
        Places(properties, "declined"),
        Places(properties, "untracked"));

    private static List<CallPlace> Places(JsonElement properties, string state)
    {
        var places = (Text(properties, state + "Sites") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Place).ToList();
        var count = Count(properties, state);
        return places.Count == count ? places : throw new FormatException($"{state} is {count}, and {places.Count} places are listed");
    }

    // file:line, then the call, then the reason, with tabs between.
    private static CallPlace Place(string line)
    {
        var parts = line.Split('\t');
        var colon = parts[0].LastIndexOf(':');
        return colon > 0 && int.TryParse(parts[0].AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CallPlace(parts[0][..colon], number, parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2))
            : throw new FormatException($"'{line}' names no line");
    }

    private static int Count(JsonElement properties, string name)
        => properties.GetProperty(name).GetString() is var text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new FormatException($"{name} is '{text}', which is not a number of call sites");

    private static string? Text(JsonElement properties, string name)
        => properties.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
