using System.Text;
using TokenTracking.Pricing.Files;

namespace TokenTracking.Tests.Pricing;

public sealed class PriceFileTests
{
    private static readonly TokenUsage Million = TokenUsage.FromInclusive(1_000_000, 1_000_000);

    [Fact]
    public void A_contract_price_wins_from_its_day_on_for_the_model_and_its_aliases()
    {
        var book = Book("""
            { "name": "acme", "models": [
              { "provider": "openai", "model": "gpt-4o", "prices": [
                { "from": "2026-10-01", "input": 2, "output": 8, "cacheRead": 1 } ] } ] }
            """);
        Assert.Equal(12.5m, book.Cost(SampleCalls.Of("openai", "gpt-4o", Million, at: Day(2026, 9, 30))));
        Assert.Equal(10m, book.Cost(SampleCalls.Of("openai", "gpt-4o", Million, at: Day(2026, 10, 1))));
        Assert.Equal(10m, book.Cost(SampleCalls.Of("openai", "gpt-4o-2024-08-06", Million, at: Day(2026, 10, 1))));
        Assert.Equal(0.75m, book.Cost(SampleCalls.Of("openai", "gpt-4o-mini", Million, at: Day(2026, 10, 1))));
        Assert.StartsWith(PriceBook.Default.Id + "+acme-", book.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_ones_own_is_priced_with_all_its_tiers()
    {
        var book = Book("""
            { "models": [ { "provider": "acme", "model": "house-1", "aliases": ["house-latest"], "prices": [
              { "input": 1, "output": 2, "longContext": [
                  { "above": 1000, "input": 3, "output": 4 }, { "atLeast": 5000, "input": 5, "output": 6 } ],
                "batch": { "input": 0.25, "output": 0.5 } },
              { "hours": "22:00-06:00", "input": 0, "output": 0 } ] } ] }
            """);
        Assert.Equal(0.001m, book.Cost(Call(1000)));
        Assert.Equal(0.003003m, book.Cost(Call(1001)));
        Assert.Equal(0.014997m, book.Cost(Call(4999)));
        Assert.Equal(0.025m, book.Cost(Call(5000)));
        Assert.Equal(0.00025m, book.Cost(Call(1000) with { ServiceTier = "batch" }));
        Assert.Equal(0m, book.Cost(Call(1000) with { Time = new(2026, 11, 2, 23, 0, 0, TimeSpan.Zero) }));
        Assert.Null(PriceBook.Default.Cost(Call(1000)));

        static UsageRecord Call(long input) => SampleCalls.Of("acme", "house-latest", TokenUsage.FromInclusive(input, 0));
    }

    [Fact]
    public void A_price_in_another_currency_is_converted_at_the_fixed_rate()
    {
        var book = Book("""
            { "currency": { "code": "EUR", "usdPerUnit": 1.10 }, "models": [
              { "provider": "acme", "model": "m", "prices": [ { "input": 3, "output": 0 } ] } ] }
            """);
        Assert.Equal(3.3m, book.Cost(SampleCalls.Of("acme", "m", Million)));
    }

    [Fact]
    public void A_discount_lowers_every_price_of_the_provider_while_it_lasts()
    {
        var book = Book("""
            { "name": "deal", "discounts": [ { "provider": "openai", "percent": 12.5, "from": "2025-06-01", "until": "2026-01-01" } ] }
            """);
        Assert.Equal(50m, book.Cost(SampleCalls.Of("openai", "o3", Million, at: Day(2025, 5, 31))));
        Assert.Equal(43.75m, book.Cost(SampleCalls.Of("openai", "o3", Million, at: Day(2025, 6, 9))));
        Assert.Equal(8.75m, book.Cost(SampleCalls.Of("openai", "o3", Million, at: Day(2025, 6, 10))));
        Assert.Equal(10m, book.Cost(SampleCalls.Of("openai", "o3", Million, at: Day(2026, 1, 1))));
        Assert.Equal("deal: 12.5 % off genai-prices 0.1.8",
            book.Explain(SampleCalls.Of("openai", "o3", Million, at: Day(2025, 6, 10))).Lines[0].Source);
    }

    [Fact]
    public void A_discount_on_one_model_leaves_the_others()
    {
        var book = Book("""{ "discounts": [ { "provider": "openai", "model": "gpt-4o", "percent": 50 } ] }""");
        Assert.Equal(6.25m, book.Cost(SampleCalls.Of("openai", "gpt-4o", Million)));
        Assert.Equal(0.75m, book.Cost(SampleCalls.Of("openai", "gpt-4o-mini", Million)));
    }

    [Fact]
    public void The_book_that_it_is_laid_over_stays_as_it_is()
    {
        var before = SampleCalls.Cost("openai", "gpt-4o", Million);
        Book("""{ "discounts": [ { "provider": "openai", "percent": 50 } ] }""").Cost(SampleCalls.Of("openai", "gpt-4o", Million));
        Assert.Equal(before, SampleCalls.Cost("openai", "gpt-4o", Million));
    }

    [Fact]
    public void Errors_are_all_listed_with_their_lines()
    {
        var exception = Assert.Throws<PriceFileException>(() => Book("""
            {
              "models": [
                { "provider": "acme", "modle": "m", "prices": [ {
                    "input": -1,
                    "ouput": 2,
                    "from": "2026-13-01" } ] },
                { "provider": "acme", "model": "n", "prices": [] }
              ],
              "discounts": [ { "provider": "openai",
                "percent": 120 } ]
            }
            """));
        Assert.Equal(
            [
                (3, "'modle' is not a known name. Known names: provider, model, aliases, prices."),
                (3, "'model' is missing."),
                (3, "There is no price here. Prices are: input, output, cacheRead, cacheWrite5m, cacheWrite1h, reasoning, audioInput, "
                    + "audioOutput, audioCacheRead, imageInput, imageOutput, imageCacheRead, request, serverToolCall."),
                (4, "'input' is a price per million and must be 0 (free) or greater."),
                (6, "'from' is a day such as \"2026-11-22\" (UTC)."),
                (7, "'n' requires 'prices', a list with at least one entry."),
                (10, "'percent' is between 0 and 100."),
            ],
            exception.Errors.Where(static error => !error.Message.StartsWith("'ouput'", StringComparison.Ordinal))
                .Select(static error => (error.Line, error.Message)));
        Assert.Equal(5,
            exception.Errors
                .Single(static error => error.Message.StartsWith("'ouput' is not a known name.", StringComparison.Ordinal)).Line);
        Assert.StartsWith("prices.json:3: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n \"models\": [\n  { ]\n}", 3)]
    [InlineData("[]", 1)]
    [InlineData("", 1)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{ \"currency\":\n { \"code\": \"EUR\", \"usdPerUnit\": 0 } }", 2)]
    [InlineData(
        "{ \"discounts\": [ { \"provider\": \"openai\", \"percent\": 5,\n \"from\": \"2026-02-01\",\n \"until\": \"2026-02-01\" } ] }", 3)]
    [InlineData("{ \"name\": \"a\",\n \"name\": \"b\" }", 2)]
    [InlineData(
        "{ \"models\": [ { \"provider\": \"a\", \"model\": \"b\", \"prices\": [\n { \"input\": 1, \"hours\": \"25:00-01:00\" } ] } ] }", 2)]
    [InlineData(
        "{ \"models\": [ { \"provider\": \"a\", \"model\": \"b\", \"prices\": [\n { \"input\": 1, "
        + "\"longContext\": [\n { \"input\": 1 } ] } ] } ] }", 3)]
    [InlineData("{ \"models\": [ { \"provider\": \"a\", \"model\": \"b\", \"prices\": [\n { \"input\": 1e400 } ] } ] }", 2)]
    [InlineData("{ \"currency\":\n { \"code\": \"EUR\",\n \"usdPerUnit\": 1e28 } }", 3)]
    [InlineData("{ \"models\": [ { \"provider\": \"a\", \"model\": \"b\", \"prices\": [\n { \"input\": 1e27 } ] } ] }", 2)]
    [InlineData(
        "{ \"models\": [ { \"provider\": \"a\", \"model\": \"b\", \"prices\": [ { \"input\": 1 } ] },\n "
        + "{ \"provider\": \"a\", \"model\": \"c\", \"aliases\": [ \"b\" ], \"prices\": [ { \"input\": 2 } ] } ] }", 2)]
    public void What_is_wrong_is_told_with_its_line(string json, int line)
        => Assert.Contains(Assert.Throws<PriceFileException>(() => Book(json)).Errors, error => error.Line == line);

    [Theory]
    [InlineData("{ \"discounts\": [\n { \"provider\": \"opnai\", \"percent\": 10 } ] }")]
    [InlineData("{ \"discounts\": [\n { \"provider\": \"openai\", \"model\": \"gpt-4oo\", \"percent\": 10 } ] }")]
    public void A_discount_that_would_lower_nothing_is_an_error(string json)
    {
        var exception = Assert.Throws<PriceFileException>(() => Book(json));
        Assert.Equal(2, Assert.Single(exception.Errors).Line);
        Assert.StartsWith("prices.json:2: There is no price of ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_call_at_the_largest_price_has_a_cost()
        => Assert.Equal(
            1_000_000_000_000_000_000m,
            Book("""{ "models": [ { "provider": "acme", "model": "m", "prices": [ { "input": 1000000000, "output": 0 } ] } ] }""")
                .Cost(SampleCalls.Of("acme", "m", TokenUsage.FromInclusive(TokenUsage.MaxCount, 0))));

    [Fact]
    public void Comments_and_a_byte_order_mark_are_allowed()
        => Assert.Equal("x", PriceFile.Parse([0xEF, 0xBB, 0xBF, .. "// ours\n{ \"name\": \"x\", }"u8], "prices.json").Name);

    private static PriceBook Book(string json) => PriceBook.Default.With(PriceFile.Parse(Encoding.UTF8.GetBytes(json), "prices.json"));

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
