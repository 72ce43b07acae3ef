using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenTracking.Cli.Tests.Coverage;

/// <summary>Logs as the compiler writes them.</summary>
internal static class Logs
{
    /// <summary>A log with a finding of another rule, and the figure.</summary>
    public static string Sarif(
        string assembly = "App", string framework = "net10.0", int tracked = 0, string[]? assumed = null, string[]? declined = null,
        string[]? untracked = null)
    {
        var properties = new JsonObject
        {
            ["assembly"] = assembly, ["framework"] = framework, ["tracked"] = $"{tracked}",
            ["sites"] = $"{tracked + (assumed?.Length ?? 0) + (declined?.Length ?? 0) + (untracked?.Length ?? 0)}",
        };
        (string, string[])[] states = [("assumed", assumed ?? []), ("declined", declined ?? []), ("untracked", untracked ?? [])];
        foreach (var (state, places) in states)
        {
            properties[state] = $"{places.Length}";
            properties[state + "Sites"] = string.Join('\n', places);
        }

        return Sarif(Result("CA1822", new JsonObject()), Result("TT4001", properties));
    }

    /// <summary>A log of a compilation with errors.</summary>
    public static string WithError(int tracked) => Sarif(tracked: tracked).Replace("\"note\"", "\"error\"", StringComparison.Ordinal);

    /// <summary>A log without the figure.</summary>
    public static string WithoutFigure => Sarif(Result("CA1822", new JsonObject()));

    /// <summary>Writes a log as the compiler does: with a byte order mark.</summary>
    public static void Write(string path, string log)
        => File.WriteAllText(path, log, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    private static string Sarif(params JsonNode[] results) => new JsonObject
    {
        ["$schema"] = "http://json.schemastore.org/sarif-2.1.0", ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject { ["results"] = new JsonArray(results) }),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Result(string rule, JsonObject properties) => new()
    {
        ["ruleId"] = rule, ["level"] = "note", ["properties"] = new JsonObject { ["warningLevel"] = 1, ["customProperties"] = properties },
    };
}
