using System.Text.Json.Nodes;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>Logs with an inventory, as a compiler writes them.</summary>
internal static class AuditLogs
{
    /// <summary>A log.</summary>
    public static string Sarif(
        string calls = "", string links = "", string types = "", string models = "", string references = "TokenTracking")
        => new JsonObject
        {
            ["runs"] = new JsonArray(new JsonObject
            {
                ["results"] = new JsonArray(new JsonObject
                {
                    ["ruleId"] = "TT4002", ["level"] = "note",
                    ["properties"] = new JsonObject
                    {
                        ["customProperties"] = new JsonObject
                        {
                            ["assembly"] = "App", ["framework"] = "net10.0", ["project"] = "/src/App.csproj", ["isTest"] = "false",
                            ["references"] = references, ["calls"] = Lines(calls), ["links"] = Lines(links), ["types"] = Lines(types),
                            ["models"] = Lines(models),
                        },
                    },
                }),
            }),
        }.ToJsonString();

    /// <summary>A call of a type, as an entry of a log.</summary>
    public static string Call(
        string type, string way, string call, string state, string usage = "unknown", string library = "", string withoutUsage = "",
        string loop = "", string reason = "", int line = 1)
        => string.Join('\t', $"/s/{type}.cs:{line}", "N." + type, "M", way, library, call, state, usage, "", withoutUsage, loop, reason);

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim('\n');
}
