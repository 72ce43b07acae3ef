using System.Text.Json;
using TokenTracking;
using TokenTracking.Cli.Prices.Lists;
using TokenTracking.Prices.Check;

// dotnet run --project tests/TokenTracking.Prices.Check -- [GENAI_PRICES.json LITELLM.json] [--models]
var files = args.Where(static a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
if (files.Length == 0)
    files = ["../shared/prices/genai-prices.json", "../shared/prices/litellm.json"];
if (files.Length != 2 || !files.All(File.Exists))
{
    Console.WriteLine("not run: ../shared absent");
    return 0;
}

var genai = JsonDocument.Parse(File.ReadAllText(files[0])).RootElement.EnumerateArray().ToDictionary(static p => p.GetProperty("id").GetString()!);
var wide = new LiteLlmList(File.ReadAllText(files[1]));
var comparison = new Comparison();
foreach (var provider in ProviderNames.All)
{
    var stated = provider.Genai is null ? [] : new GenaiList(genai[provider.Genai]).Stated().Where(s => Deviations.Belongs(provider.Name, s.Name)).ToList();
    foreach (var (name, model) in stated)
        CompareDated(provider.Name, name, model);

    // What the dated list states, it decides. The wide list is compared where it is the only one, and for what the dated list is silent about.
    var names = stated.Select(static s => s.Name).ToHashSet(StringComparer.Ordinal);
    foreach (var ((_, name), model) in wide.Models.Where(entry => entry.Key.Provider == provider.Name))
        CompareWide(provider.Name, name, model, names.Contains(name) ? stated.First(s => s.Name == name).Model : null);
}

comparison.Print(args.Contains("--models", StringComparer.Ordinal));
return comparison.Unexplained.Count == 0 ? 0 : 1;

void CompareDated(string provider, string name, JsonElement model)
{
    if (!GenaiList.HasTokenPrices(model))
        return;
    foreach (var at in GenaiList.Instants(model).Distinct())
    {
        foreach (var usage in Usage.Grid(GenaiList.Boundaries(model)))
        {
            if (GenaiList.Cost(model, usage, at) is { } listed)
                comparison.Compare(Call(provider, name, usage, "", at), listed, _ => Deviations.FromDated(model, at));
        }
    }
}

void CompareWide(string provider, string name, JsonElement model, JsonElement? dated)
{
    if (!LiteLlmList.HasTokenPrices(model))
        return;

    // The list has no dates: it is compared on the day it was copied.
    var at = new DateTimeOffset(2026, 7, 24, 12, 0, 0, TimeSpan.Zero);
    foreach (var tier in LiteLlmList.Tiers(model))
    {
        foreach (var usage in Usage.Grid(LiteLlmList.Boundaries(model)))
        {
            if (LiteLlmList.Cost(model, usage, tier) is not { } listed)
                continue;
            var call = Call(provider, name, usage, tier, at);
            comparison.Compare(in call, listed, ours => Deviations.FromWide(name, model, dated, usage, tier, at, ours, in call));
        }
    }
}

static UsageRecord Call(string provider, string name, Usage usage, string tier, DateTimeOffset at) => new()
{
    Id = Guid.Empty,
    Time = at,
    Provider = provider,
    ResponseModel = name,
    ServiceTier = tier,
    Usage = usage.ToTokens(),
};
