using System.Text.Json;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Prices.Check;

/// <summary>Prices the grid of usages by a list's own calculation and by the table.</summary>
/// <param name="comparison">Takes the results.</param>
/// <param name="export">A file for the costs of genai-prices, to hold them against its package; null for none.</param>
internal sealed class Grid(Comparison comparison, string? export) : IDisposable
{
    private readonly StreamWriter? _export = export is null ? null : new StreamWriter(export);

    public void CompareGenai(string provider, string name, JsonElement model)
    {
        if (!GenaiList.HasTokenPrices(model))
            return;
        foreach (var at in GenaiList.Instants(model).Distinct())
        {
            foreach (var usage in Usage.Grid(GenaiList.Boundaries(model)))
            {
                var listed = GenaiList.Cost(model, usage, at);
                comparison.Compare("genai-prices", Call(provider, name, usage, at), usage, listed);
                _export?.WriteLine(
                    JsonSerializer.Serialize(
                        new { provider, model = model.GetProperty("id").GetString(), at, usage, cost = listed.Amount }));
            }
        }
    }

    public void CompareWide(string provider, string name, JsonElement model)
    {
        if (!LiteLlmList.HasPrices(model))
            return;

        // The list has no dates: it is compared on the day it was copied.
        var at = new DateTimeOffset(2026, 7, 24, 12, 0, 0, TimeSpan.Zero);
        var arithmetic = new LiteLlmArithmetic(model, provider);
        foreach (var usage in Usage.Grid(LiteLlmList.Boundaries(model)))
        {
            var call = Call(provider, name, usage, at);
            foreach (var tier in arithmetic.ServiceTiers)
                comparison.Compare("LiteLLM", call with { ServiceTier = tier }, usage, arithmetic.Cost(usage, tier));
            foreach (var geo in arithmetic.Regions)
                comparison.Compare("LiteLLM", call with { Geo = geo }, usage, arithmetic.Cost(usage, geo: geo));
            if (provider == "anthropic")
                comparison.Compare(
                    "LiteLLM", call with { Speed = "fast", Geo = "us" }, usage, arithmetic.Cost(usage, geo: "us", isFast: true));
        }
    }

    public void Dispose() => _export?.Dispose();

    private static UsageRecord Call(string provider, string name, Usage usage, DateTimeOffset at)
        => new() { Id = Guid.Empty, Time = at, Provider = provider, ResponseModel = name, Usage = usage.ToTokens() };
}
