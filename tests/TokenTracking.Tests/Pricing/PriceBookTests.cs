using TokenTracking.Pricing.Files;
using TokenTracking.Pricing;

namespace TokenTracking.Tests.Pricing;

public sealed class PriceBookTests
{
    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5", 1_000_000, 0, "1")]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", 0, 1_000_000, "5")]
    [InlineData("openai", "gpt-4o-mini", 1_000_000, 1_000_000, "0.75")]
    [InlineData("gcp.gemini", "gemini-2.5-flash", 1_000_000, 1_000_000, "2.8")]
    [InlineData("gcp.vertex_ai", "gemini-2.5-flash", 1_000_000, 1_000_000, "2.8")]
    [InlineData("mistral_ai", "devstral-2512", 1_000_000, 1_000_000, "2.4")]
    [InlineData("x_ai", "grok-3", 100_000, 10_000, "0.45")]
    [InlineData("groq", "llama-3.3-70b-versatile", 1_000_000, 1_000_000, "1.38")]
    [InlineData("azure.ai.openai", "gpt-4o-2024-08-06", 1_000_000, 0, "2.5")]
    [InlineData("aws.bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", 1000, 0, "0.0033")]
    [InlineData("openrouter", "openai/gpt-4o-mini", 1_000_000, 0, "0.15")]
    [InlineData("alibaba", "qwen3-max", 1000, 0, "0.0012")]
    [InlineData("z_ai", "glm-4.6", 1_000_000, 0, "0.6")]
    [InlineData("cohere", "command-r-08-2024", 1_000_000, 0, "0.15")]
    public void GetCost_of_a_listed_model_is_tokens_times_price(string provider, string model, long input, long output, string expected)
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(input, output)));

    [Fact]
    public void Every_provider_of_the_project_is_in_the_table()
    {
        string[] expected =
        [
            "anthropic", "openai", "gcp.gemini", "gcp.vertex_ai", "azure.ai.openai", "azure.ai.inference", "aws.bedrock",
            "mistral_ai", "deepseek",
            "x_ai", "groq", "cohere", "together_ai", "fireworks_ai", "openrouter", "perplexity", "cerebras", "moonshot_ai",
            "alibaba", "z_ai",
            "ollama", "local",
        ];
        Assert.Equal(expected, PriceBook.Default.Providers);
        Assert.All(expected, static provider => Assert.NotEmpty(PriceBook.Default.ModelsOf(provider)));
    }

    [Fact]
    public void Every_row_of_the_table_can_be_read()
    {
        foreach (var model in PriceBook.Default.Models)
        {
            Assert.NotEmpty(model.Rows);
            Assert.All(model.Rows, static row => Assert.True(row.Cards[0] is { ServiceTier: "", Boundary: 0 }));
            Assert.All(model.Rows.SelectMany(static row => row.Cards),
                static card => Assert.All(card.Dimensions, dimension => Assert.True(card[dimension] >= 0)));
        }
    }

    [Fact]
    public void Id_names_the_state_of_the_table()
        => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}$", PriceBook.Default.Id);

    [Fact]
    public void Find_without_provider_takes_the_one_maker_that_has_the_model()
    {
        Assert.Equal("anthropic", PriceBook.Default.Find(null, "claude-opus-4-5")?.Provider);
        Assert.Equal("openai", PriceBook.Default.Find("", "gpt-4o")?.Provider);
        Assert.Equal("openai", PriceBook.Default.Find(null, "gpt-4o-2031-01-01")?.Provider);
        Assert.Null(PriceBook.Default.Find(null, "llama3.1"));
    }

    [Fact]
    public void Find_takes_a_usual_other_name_of_a_provider()
        => Assert.Same(
            PriceBook.Default.Find("aws.bedrock", "amazon.nova-pro-v1:0"), PriceBook.Default.Find("bedrock", "amazon.nova-pro-v1:0"));

    [Theory]
    [InlineData("gcp.gemini", "models/gemini-2.5-pro", "gemini-2.5-pro")]
    [InlineData("gcp.vertex_ai", "projects/p/locations/l/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:1234:inference-profile/us.anthropic.claude-opus-4-5-20251101-v1:0",
        "us.anthropic.claude-opus-4-5-20251101-v1:0")]
    [InlineData("openai", "ft:gpt-4o-2024-08-06:acme::A1b2", "ft:gpt-4o-2024-08-06")]
    [InlineData("azure.ai.openai", "gpt-5.4-pro", "gpt-5.4-pro")]
    [InlineData("ollama", "some-model:7b", "*")]
    [InlineData("lm_studio", "whatever", "*")]
    public void Find_knows_the_naming_rules_of_a_provider(string provider, string name, string model)
    {
        var found = PriceBook.Default.Find(provider, name);
        Assert.NotNull(found);
        Assert.Contains(model, found.Aliases.Prepend(found.Model));
    }

    [Theory]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:1234:application-inference-profile/abc")]
    [InlineData("acme", "gpt-4o")]
    [InlineData("openai", "gpt-4o-2024-13-45")]
    [InlineData("openai", "GPT-4o")]
    [InlineData("openai", "")]
    public void Find_does_not_guess(string provider, string name) => Assert.Null(PriceBook.Default.Find(provider, name));

    [Theory]
    [InlineData("OpenAI", "gpt-4o")]
    [InlineData("Anthropic", "claude-opus-4-5")]
    [InlineData("Azure", "gpt-4o")]
    public void Find_takes_the_name_of_a_provider_in_any_case(string provider, string model)
        => Assert.Same(PriceBook.Default.Find(provider.ToLowerInvariant(), model), PriceBook.Default.Find(provider, model));

    [Theory]
    [InlineData("aws.bedrock", "eu.anthropic.claude-opus-4-5-20251101-v1:0", "5.5")]
    [InlineData("aws.bedrock", "global.anthropic.claude-opus-4-5-20251101-v1:0", "5")]
    [InlineData("aws.bedrock", "us.meta.llama3-2-11b-instruct-v1:0", "0.16")]
    [InlineData("aws.bedrock", "eu.amazon.nova-lite-v1:0", "0.078")]
    [InlineData("gcp.gemini", "gemini-2.5-flash-native-audio-preview-09-2025", "0.5")]
    public void A_profile_or_dated_preview_has_the_price_of_the_dated_list_where_that_has_one(
        string provider, string model, string expected)
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(1_000_000, 0)));

    [Theory]
    [InlineData("0")]
    [InlineData("0.075")]
    [InlineData("10000")]
    [InlineData("999999999.999999999")]
    [InlineData("0.12345678901234567")]
    [InlineData("0.1234567890123456789012345")]
    [InlineData("1234567890123456789012345.5")]
    public void A_price_of_a_table_is_read_digit_for_digit(string price)
        => Assert.Equal(
            decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture),
            PriceBook.Read(System.Text.Encoding.UTF8.GetBytes(
                $"TokenTracking prices 1\tx\ns\tg\tlist\t2026-01-01\t\np\ta\t\t\t\t\t\nm\tb\t\t\nr\t\t\tg\ti{price} o1\n"), "t")
                .Find("a", "b")!.Rows[0][PriceDimension.Input]);

    [Theory]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("x")]
    [InlineData("")]
    public void A_price_of_a_table_that_is_no_number_is_an_error(string price)
        => Assert.Throws<PriceFileException>(() => PriceBook.Read(
            System.Text.Encoding.UTF8.GetBytes(
                $"TokenTracking prices 1\tx\ns\tg\tlist\t2026-01-01\t\np\ta\t\t\t\t\t\nm\tb\t\t\nr\t\t\tg\ti{price}\n"), "t"));

    [Fact]
    public void A_deprecated_model_carries_its_date()
    {
        var model = PriceBook.Default.Find("anthropic", "claude-3-7-sonnet-20250219");
        Assert.True(model!.IsDeprecated);
        Assert.Equal(new DateOnly(2026, 2, 19), model.RetiredOn);
    }
}
