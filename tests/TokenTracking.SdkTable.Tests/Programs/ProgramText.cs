using System.Globalization;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Programs;

/// <summary>Writes the program of a cell.</summary>
internal static class ProgramText
{
    /// <summary>The line of the call, from 1; the usings are on the first line.</summary>
    public const int CallLine = 10;

    /// <summary>The program that makes the call of a cell.</summary>
    /// <param name="sdk">The row.</param>
    /// <param name="way">The way; null if nothing is tracked.</param>
    /// <param name="situation">A whole answer or a stream.</param>
    /// <param name="number">Tells the programs of a compilation apart.</param>
    /// <returns>The source; null if there is no such call.</returns>
    public static string? Of(Sdk sdk, Way? way, Situation situation, int number)
    {
        var throughAdapter = sdk.Adapter is not null && way is Way.UnderAdapter or Way.Adapter or Way.All;
        var program = throughAdapter ? ProgramBook.ThroughAdapter(sdk) : ProgramBook.Of(sdk);
        if (situation == Situation.Streamed && program.Streamed is null)
            return null;
        var call = situation == Situation.Streamed ? StreamOf(program.Streamed!) : StatementOf(program.Plain);
        var handler = way is Way.Handler or Way.All ? "new TokenTrackingHandler(tracker, new SocketsHttpHandler())" : "";
        var parameters = program.Parameters is { } own ? ", " + own : "";
        var made = program.Type is { } type ? $"({type}){program.Client}" : program.Client;
        return string.Join('\n',
            string.Concat(program.Usings.Concat(throughAdapter ? [.. Always, "Microsoft.Extensions.AI"] : Always)
                .Distinct(StringComparer.Ordinal).Select(static space => $"using {space}; ")),
            $"public static class Program{number.ToString(CultureInfo.InvariantCulture)}",
            "{",
            $"    public static async Task RunAsync(ITokenTracker tracker{parameters})",
            "    {",
            $"        var http = new HttpClient({handler});",
            $"        var own = {Tracked(made, way is not (null or Way.Handler))};",
            $"        var client = {(throughAdapter ? Tracked($"own.{AdapterOf(sdk)}", way is not Way.UnderAdapter) : "own")};",
            "",
            "        " + call,
            "        await Task.Yield();",
            "    }",
            "}",
            "");
    }

    private static readonly string[] Always =
        ["System", "System.Collections.Generic", "System.IO", "System.Net.Http", "System.Threading.Tasks", "TokenTracking"];

    private static string Tracked(string client, bool isTracked) => isTracked ? $"({client}).WithTokenTracking(tracker)" : client;

    private static string AdapterOf(Sdk sdk) => sdk.Adapter!.Replace("(model)", "(\"m\")", StringComparison.Ordinal);

    private static string StatementOf(string call) => call.EndsWith('}') ? call : $"_ = {call};";

    private static string StreamOf(string stream) => stream.EndsWith(';') ? $"_ = {stream}" : $"await foreach (var _ in {stream}) {{ }}";
}
