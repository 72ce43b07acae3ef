using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Audit;

/// <summary>Reads the inventory out of a compiler's log (SARIF 2.1).</summary>
internal static class AuditLog
{
    private const string Inventory = "TT4002";
    private const string UntrackedCreation = "TT1001";

    /// <summary>The inventory of the compilation that wrote a log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null if the log has none, or if it is of a compilation with errors.</returns>
    /// <exception cref="CommandFailedException">The file is no such log.</exception>
    public static async Task<AuditedProject?> ReadAsync(string path, CancellationToken cancellationToken)
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
                return results.Exists(IsError) ? null : Project(results);
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw CommandFailedException.Failed(
                $"{path} is not a compiler log in SARIF, or its inventory cannot be read ({failure.Message}).");
        }
    }

    private static bool IsError(JsonElement result) => Text(result, "level") == "error" && !result.TryGetProperty("suppressions", out _);

    private static AuditedProject? Project(List<JsonElement> results)
    {
        var found = results.Find(static result => Text(result, "ruleId") == Inventory);
        if (found.ValueKind == JsonValueKind.Undefined)
            return null;
        var properties = found.GetProperty("properties").GetProperty("customProperties");
        return new AuditedProject
        {
            Assembly = Text(properties, "assembly") ?? "?",
            Framework = Text(properties, "framework"),
            Path = Text(properties, "project"),
            IsTest = Text(properties, "isTest") == "true",
            References = [.. Lines(properties, "references").Select(static fields => fields[0])],
            Calls = [.. Lines(properties, "calls").Select(Call)],
            Links = [.. Lines(properties, "links").Select(static f => new CodeLink(
                f[0], f[1], f[2], f[3], f[4], Place(f[5]), int.Parse(f[6], CultureInfo.InvariantCulture), f[7].Length > 0))],
            Types = [.. Lines(properties, "types").Select(static f => new CodeType(
                f[0], f[1].Split('|', StringSplitOptions.RemoveEmptyEntries), Place(f[2])))],
            Models = [.. Lines(properties, "models").Select(static f => new ModelPlace(
                Place(f[0]), f[1], f[2].Length > 0, f[3].Length > 0))],
            UntrackedCreations = [.. results.Where(static result => Text(result, "ruleId") == UntrackedCreation).Select(PlaceOf)],
        };
    }

    private static AuditedCall Call(string[] f) => new(
        Place(f[0]), f[1], f[2], f[3], f[4], Address.WithoutSecrets(f[5]), Enum.Parse<CallState>(f[6], ignoreCase: true), f[7],
        f[8].Length > 0, f[9].Length > 0, f[10].Length > 0, f[11].Length > 0 ? f[11] : null);

    private static CodePlace PlaceOf(JsonElement result)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        return new CodePlace(
            FilePath(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
            place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static string FilePath(string uri)
        => Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);

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
