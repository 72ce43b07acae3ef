using System.Text.Json;
using TokenTracking;
using TokenTracking.Cli.Prices.Lists;
using TokenTracking.Prices.Check;

// dotnet run --project tests/TokenTracking.Prices.Check -- [GENAI_PRICES.json LITELLM.json] [--models] [--export FILE]
var export = Array.IndexOf(args, "--export") is >= 0 and var at ? args[at + 1] : null;
var files = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal) && a != export).ToArray();
if (files.Length == 0)
    files = ["../shared/prices/genai-prices.json", "../shared/prices/litellm.json"];
if (files.Length != 2 || !files.All(File.Exists))
{
    Console.WriteLine("not run: ../shared absent");
    return 0;
}

var genai = JsonDocument.Parse(File.ReadAllText(files[0])).RootElement.EnumerateArray()
    .ToDictionary(static p => p.GetProperty("id").GetString()!);
var wide = new LiteLlmList(File.ReadAllText(files[1]));
var comparison = new Comparison(new DeviationPage(File.ReadLines("docs/price-deviations.md")));
using var grid = new Grid(comparison, export);
foreach (var provider in ProviderNames.All)
{
    var list = provider.Genai is null ? null : new GenaiList(genai[provider.Genai]);
    foreach (var (name, model) in list?.Stated().Where(s => Belongs(provider.Name, s.Name)) ?? [])
        grid.CompareGenai(provider.Name, name, model);
    foreach (var ((_, name), model) in wide.Models.Where(
        entry => entry.Key.Provider == provider.Name && Belongs(provider.Name, entry.Key.Model)))
    {
        grid.CompareWide(provider.Name, name, model);

        // By genai-prices' rules the name may be one of its models too.
        if (list?.Owner(name) is { } owner)
            grid.CompareGenai(provider.Name, name, owner);
    }
}

comparison.Print(args.Contains("--models", StringComparer.Ordinal));
return comparison.Unexplained.Count == 0 ? 0 : 1;

// genai-prices has one provider for both platforms of Google.
static bool Belongs(string provider, string name) => provider != "gcp.gemini"
    || !(name.Contains("claude", StringComparison.Ordinal) || name.EndsWith("-maas", StringComparison.Ordinal));
