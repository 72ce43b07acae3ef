using System.Text.Json.Nodes;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>Logs with an inventory, as a compiler writes them.</summary>
internal static class AuditLogs
{
    /// <summary>A log.</summary>
    public static string Sarif(string calls = "", string links = "", string types = "", string models = "", string references = "TokenTracking")
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

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim('\n');
}
