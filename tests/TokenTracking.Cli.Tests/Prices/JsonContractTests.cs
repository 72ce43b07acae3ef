using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Prices;

/// <summary>What scripts read: the members of each price command's JSON, as docs/cli.md has them.</summary>
public sealed class JsonContractTests
{
    private const string Row =
        "from until hours inForce source checkedOn secondSource sourcesAgree tiers[serviceTier above atLeast prices{}]";

    [Theory]
    [InlineData($"table at models[provider model aliases deprecated retiredOn prices[{Row}]]", "list", "--provider", "cerebras")]
    [InlineData($"table at models[provider model aliases deprecated retiredOn prices[{Row}]]", "show", "gpt-4o")]
    [InlineData(
        "id cost{amount currency reportedByProvider lines[kind tokens pricePerMillion amount source effectiveFrom derived] listed} notes",
        "cost", "--model", "gpt-4o", "--provider", "openai", "--input", "1", "--output", "1")]
    [InlineData("table findings[kind severity provider model why]", "check", "--days", "0")]
    [InlineData("before after added repriced removed notes", "diff", "embedded", "embedded")]
    public async Task The_members_of_a_price_command_are_what_is_documented(string expected, params string[] command)
    {
        var run = await TokensRun.WithAsync(static host => host, ["prices", .. command, "--format", "json"]);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(expected, MembersOf(document.RootElement));
    }

    [Fact]
    public async Task The_members_of_a_change_are_what_is_documented()
    {
        using var folder = new TemporaryFolder();
        var list = folder.Write("list.json",
            """{ "gpt-new": { "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 } }""");
        var run = await TokensRun.WithAsync(
            static host => host, "prices", "import", "--from", "litellm", list, "--table", folder.Path("prices.txt"), "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.StartsWith(
            "before after added[provider model before after{}] repriced", MembersOf(document.RootElement), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("priceTable dryRun examined corrected stillUnpriced changes[provider model calls unpricedBefore before after]",
        "recost", "--dry-run")]
    [InlineData(
        $"provider model priceTable totals{{calls totalTokens cost wouldCost saving currency}} rows[key{{}} calls "
            + $"totalTokens cost wouldCost saving currency] callsLeftOut prices[{Row}] assumptions",
        "what-if", "--model", "gpt-4o-mini", "--by", "model")]
    [InlineData("recommendations[kind provider model operation text saving currency evidence assumptions]", "recommend")]
    public async Task The_members_of_a_command_over_the_store_are_what_is_documented(string expected, params string[] command)
    {
        var store = new InMemoryUsageStore();
        await store.WriteAsync(Enumerable.Range(0, 30).Select(static i => new UsageRecord
        {
            Id = Guid.CreateVersion7(), Time = new DateTimeOffset(2026, 11, 1, 0, 0, i, TimeSpan.Zero), Provider = "anthropic",
            ResponseModel = "claude-sonnet-4-5",
            Operation = "classify", Usage = TokenUsage.FromExclusive(100, 100), Cost = i == 0 ? null : 0.0018m,
            CostBasis = i == 0 ? CostBasis.Unpriced : CostBasis.Listed,
        }).ToArray());
        var run = await TokensRun.OverAsync(store, [.. command, "--format", "json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(expected, MembersOf(document.RootElement));
    }

    // Members by name; of a list, those of its first object; of a map by names of models or prices, none.
    private static string MembersOf(JsonElement element)
        => string.Join(' ', element.EnumerateObject().Select(static member => member.Name + member.Value.ValueKind switch
    {
        JsonValueKind.Object when member.Name is "prices" or "key" or "before" or "after" => "{}",
        JsonValueKind.Object => "{" + MembersOf(member.Value) + "}",
        JsonValueKind.Array when member.Value.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            => "[" + MembersOf(first) + "]",
        _ => "",
    }));
}
