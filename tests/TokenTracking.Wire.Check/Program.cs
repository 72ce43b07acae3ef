using System.Runtime.CompilerServices;
using System.Text.Json;
using TokenTracking;
using TokenTracking.Tests.Wire;
using TokenTracking.Wire;
using TokenTracking.Wire.Check;

// Reads recorded traffic and compares what the reader says with what the recordings' keeper says. Exit code 1: a deviation nobody
// explained.
var path = args.FirstOrDefault(static arg => File.Exists(arg))
    ?? Path.Combine(Repository(), "..", "shared", "traffic", "sample.jsonl");
var all = args.Contains("--all", StringComparer.Ordinal);
if (!File.Exists(path))
{
    Console.WriteLine("not run: ../shared absent");
    return 0;
}

// --mutate N: N changed bodies in one run, over all of the sample and every dialect in every framing.
if (Array.IndexOf(args, "--mutate") is >= 0 and var option)
{
    path = args.Where((_, at) => at > option + 1).FirstOrDefault(File.Exists)
        ?? Path.Combine(Repository(), "..", "shared", "traffic", "sample.jsonl");
    var rows = File.ReadLines(path).Where(static line => line.Length > 0)
        .Select(static line => JsonSerializer.Deserialize(line, TrafficJson.Default.TrafficRow)!)
        .Select(static row => (row.Id, row.Bytes(), new WireSource(row.Provider, row.Endpoint, row.ContentType, row.Status)))
        .Concat(from body in DialectBodies.All
                from framing in Framings.All
                select ($"{body.Dialect}, {framing.Name}", framing.Frame(body.Body),
                    new WireSource(body.Provider, body.Endpoint, framing.ContentType)))
        .Concat(Bodies.All.Select(static body => (body.Name, body.Body, default(WireSource))))
        .ToArray();
    return MutationRun.Execute(rows, int.Parse(args[option + 1], System.Globalization.CultureInfo.InvariantCulture));
}

var page = Path.Combine(Repository(), "docs", "token-semantics.md");
var explained = File.Exists(page) ? File.ReadAllText(page) : "";
int compared = 0, agreed = 0, known = 0, unknown = 0, broken = 0;
var completeness = new SortedDictionary<string, int>(StringComparer.Ordinal);
foreach (var line in File.ReadLines(path))
{
    if (line.Length == 0)
        continue;
    var row = JsonSerializer.Deserialize(line, TrafficJson.Default.TrafficRow)!;
    var body = row.Bytes();
    var source = new WireSource(row.Provider, row.Endpoint, row.ContentType, row.Status);
    var usage = UsageReader.Read(body, in source);
    foreach (var finding in Passage.Check(body, in source, usage))
    {
        broken++;
        Console.WriteLine($"BREAKS {row.Id} {row.Provider} {row.Endpoint}: {finding}");
    }

    if (all)
        Console.WriteLine(Describe(row, usage));
    var key = $"{usage.Dialect ?? "-"} {usage.Completeness}";
    completeness[key] = completeness.GetValueOrDefault(key) + 1;
    if (row.Expected is not { Caution: null } expected)
        continue;

    compared++;
    string[] deviations =
    [
        .. Deviation("input", usage.Usage.InputTokens, expected.Input),
        .. Deviation("cache read", usage.Usage.CacheReadTokens, expected.CacheRead),
        .. Deviation("cache write", usage.Usage.CacheWriteTokens, expected.CacheWrite),
        .. Deviation("output", usage.Usage.OutputTokens, expected.Output),
    ];
    if (deviations.Length == 0)
    {
        agreed++;
        continue;
    }

    var isExplained = explained.Contains(row.Id, StringComparison.Ordinal);
    known += isExplained ? 1 : 0;
    unknown += isExplained ? 0 : 1;
    Console.WriteLine($"{(isExplained ? "explained" : "DEVIATES")} {Describe(row, usage)}: {string.Join("; ", deviations)}");
}

foreach (var (key, count) in completeness)
    Console.WriteLine($"{count,6} {key}");
Console.WriteLine(
    $"{compared} compared, {agreed} agree, {known} deviate for a reason in docs/token-semantics.md, {unknown} deviate without");
Console.WriteLine($"{broken} results that change with the pieces, are complete although the body is cut, or throw when bytes are changed, "
    + "have a 0 that no byte states, or are worse with a hint than without");
return unknown + broken == 0 ? 0 : 1;

// A null of ours equals an expected 0.
static IEnumerable<string> Deviation(string name, long? ours, long? expected)
    => ours == expected || (ours is null && expected == 0) ? [] : [$"{name} {Show(ours)}, expected {Show(expected)}"];

static string Show(long? count) => count is { } value ? $"{value}" : "null";

static string Describe(TrafficRow row, WireUsage usage)
    => $"{row.Id} {row.Provider} {row.Endpoint} -> {usage.Dialect} {usage.Provider} {usage.Completeness} {usage.Model} "
        + $"in={usage.Usage.InputTokens} read={usage.Usage.CacheReadTokens} "
        + $"write={usage.Usage.CacheWriteTokens} out={usage.Usage.OutputTokens} reasoning={usage.Usage.ReasoningTokens} "
        + $"cost={usage.ReportedCost} stop={usage.StopReason} id={usage.ResponseId} tier={usage.ServiceTier} "
        + $"{usage.Outcome} {usage.ErrorType} [{string.Join(" | ", usage.Notes)}]";

static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
