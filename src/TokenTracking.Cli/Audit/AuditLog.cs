using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Audit;

/// <summary>What the log of one compilation holds.</summary>
/// <param name="Project">The inventory; null if it has none.</param>
/// <param name="Error">Why there is none, as far as the log says; null if it says nothing.</param>
internal sealed record AuditLog(AuditedProject? Project, string? Error)
{
    private const string Inventory = "TT4002";

    // What the compiler reports of an analyzer that throws.
    private const string Crash = "AD0001";

    /// <summary>Reads a log (SARIF 2.1).</summary>
    /// <param name="path">The log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Its contents. A compilation with errors has no inventory: what it found may be wrong.</returns>
    /// <exception cref="CommandFailedException">The file is no such log.</exception>
    public static async Task<AuditLog> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var stream = File.OpenRead(path);
            await using (stream)
            {
                using var log = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
                var results = log.RootElement.GetProperty("runs").EnumerateArray()
                    .SelectMany(static run => run.TryGetProperty("results", out var found) ? found.EnumerateArray().ToArray() : [])
                    .ToList();
                var error = results.Find(
                    static result => Text(result, "level") == "error" && !result.TryGetProperty("suppressions", out _));
                if (error.ValueKind == JsonValueKind.Undefined && Find(results, Inventory) is { } found)
                    return new AuditLog(ReadProject(found.GetProperty("properties").GetProperty("customProperties")), null);
                var reason = error.ValueKind != JsonValueKind.Undefined ? error : Find(results, Crash);
                return new AuditLog(null, reason is { } told ? Words(told) : null);
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or ArgumentException)
        {
            throw CommandFailedException.Failed(
                $"{path} is not a compiler log in SARIF, or its inventory cannot be read ({failure.Message}).");
        }
    }

    private static JsonElement? Find(List<JsonElement> results, string rule)
        => results.Find(result => Text(result, "ruleId") == rule) is { ValueKind: not JsonValueKind.Undefined } found ? found : null;

    private static string Words(JsonElement result)
    {
        var message = result.TryGetProperty("message", out var said) && said.ValueKind == JsonValueKind.Object ? Text(said, "text") : null;
        return $"{Text(result, "ruleId")}: {message}";
    }

    private static AuditedProject ReadProject(JsonElement properties) => new()
    {
        Assembly = Text(properties, "assembly") ?? "?",
        Framework = Text(properties, "framework"),
        Path = Text(properties, "project"),
        IsTest = Text(properties, "isTest") == "true",
        References = [.. Lines(properties, "references").Select(static f => f[0])],
        Calls = [.. Lines(properties, "calls").Select(Call)],
        UntrackedCreations = [.. Lines(properties, "creations").Select(static f => Place(f[0]))],
        Links = [.. Lines(properties, "links").Select(static f => new CodeLink(
            f[0], f[1], f[2], f[3], f[4], Place(f[5]), int.Parse(f[6], CultureInfo.InvariantCulture), f[7].Length > 0))],
        Types = [.. Lines(properties, "types").Select(static f => new CodeType(
            f[0], f[1].Split('|', StringSplitOptions.RemoveEmptyEntries), Place(f[2])))],
        Models = [.. Lines(properties, "models").Select(static f => new ModelPlace(
            Place(f[0]), f[1], f[2], f[3].Length > 0, f[4].Length > 0))],
    };

    private static AuditedCall Call(string[] f) => new(
        Place(f[0]), f[1], f[2], f[3], f[4], Address.WithoutSecrets(f[5]), Enum.Parse<CallState>(f[6], ignoreCase: true), f[7],
        f[8].Length > 0, f[9].Length > 0, f[10].Length > 0, f[11].Length > 0 ? f[11] : null);

    private static CodePlace Place(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon >= 0
            ? new CodePlace(text[..colon], int.Parse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' names no line");
    }

    private static IEnumerable<string[]> Lines(JsonElement properties, string name)
        => (Text(properties, name) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'));

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
