using System.Text;
using TokenTracking.Cli.Prices.Lists;
using TokenTracking.PriceTable;

// dotnet run --project build/prices -- GENAI_PRICES.json LITELLM.json [--check] [--deviations]
// Without arguments it takes both lists from ../shared/prices beside the repository.
var check = args.Contains("--check", StringComparer.Ordinal);
var files = args.Where(static a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var root = FindRoot();
if (files.Length == 0)
    files = [Path.Combine(root, "../shared/prices/genai-prices.json"), Path.Combine(root, "../shared/prices/litellm.json")];
if (files.Length != 2)
{
    Console.Error.WriteLine("Give the two lists: genai-prices.json and LiteLLM's model_prices_and_context_window.json.");
    return 2;
}

if (!files.All(File.Exists))
{
    Console.WriteLine("not run: ../shared absent");
    return 0;
}

// The dates are those of the copies that the table is made of; they change with the files.
const string GenaiDay = "2026-09-23";
const string LiteLlmDay = "2026-07-24";
var (genai, liteLlm) = (File.ReadAllText(files[0]), File.ReadAllText(files[1]));
var (table, models, names) = ListTables.Make(genai, liteLlm, GenaiDay, LiteLlmDay, "genai-prices 0.1.8");
var deviations = DeviationPage.Find(table, genai, liteLlm, GenaiDay, LiteLlmDay);
if (args.Contains("--deviations", StringComparer.Ordinal))
    deviations.ForEach(Console.WriteLine);
var unknown = deviations.Where(static found => found.Reason == Reason.Unknown).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"{unknown.Count} figures are not taken over, and nothing says why:\n{string.Join('\n', unknown.Take(20))}");
    return 1;
}

(string Path, string Text)[] results = [
    ("src/TokenTracking/Pricing/prices.txt", table), ("docs/price-deviations.md", DeviationPage.Text(deviations))];
var said = $"{models} models, {names} names, {deviations.Count} deviations";
if (!check)
{
    foreach (var (path, text) in results)
        File.WriteAllText(Path.Combine(root, path), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    Console.WriteLine($"Written: {string.Join(", ", results.Select(static result => result.Path))}; {said}.");
    return 0;
}

var stale = results.Where(
    result => Path.Combine(root, result.Path) is var path && !(File.Exists(path) && File.ReadAllText(path) == result.Text)).ToList();
if (stale.Count == 0)
{
    Console.WriteLine($"The committed table and its deviations are what the lists make: {said}.");
    return 0;
}

Console.Error.WriteLine(
    $"Not what the lists make: {string.Join(", ", stale.Select(static result => result.Path))}. Run this without --check and commit the "
    + $"result.");
return 1;

static string FindRoot()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TokenTracking.Generators.sln")))
        folder = folder.Parent;
    return folder?.FullName ?? throw new InvalidOperationException("Run it inside the repository.");
}
