using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Tests.Prices;

public sealed class UpdateTests : IDisposable
{
    private const string Genai = """
        [ { "id": "openai", "pricing_urls": ["https://example.com"], "models": [
            { "id": "gpt-4o", "match": { "or": [ { "equals": "gpt-4o" }, { "equals": "gpt-4o-2024-08-06" },
                                                { "equals": "gpt-4o-2024-11-20" } ] },
              "prices": { "input_mtok": 2, "cache_read_mtok": 1, "output_mtok": 8 } },
            { "id": "gpt-next", "match": { "equals": "gpt-next" },
              "prices": [ { "prices": { "input_mtok": 9, "output_mtok": 9 } },
                          { "constraint": { "start_date": "2030-01-01" }, "prices": { "input_mtok": 5, "output_mtok": 5 } } ] } ] } ]
        """;

    private const string LiteLlm = """
        { "sample_spec": { "input_cost_per_token": 0.0 },
          "gpt-new": { "litellm_provider": "openai", "mode": "chat",
                       "input_cost_per_token": 7.500000000000001e-07, "output_cost_per_token": 3e-06 } }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Table => _folder.Path("prices.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_adds_models_and_says_so()
    {
        var run = await RunAsync("import", "--from", "litellm", _folder.Write("list.json", LiteLlm));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 added, 0 repriced", run.Out, StringComparison.Ordinal);
        Assert.Equal(0.75m, PriceBook.Load(Table).Find("openai", "gpt-new")!.Rows[0].Cards[0][PriceDimension.Input]);
    }

    [Fact]
    public async Task Import_leaves_the_past_at_its_prices()
    {
        await RunAsync("import", "--from", "genai-prices", _folder.Write("list.json", Genai), "--at", "2026-12-01");
        var book = PriceBook.Load(Table);
        Assert.Equal(2.5m, Cost(book, "gpt-4o-2024-08-06", new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero)));
        Assert.Equal(2m, Cost(book, "gpt-4o-2024-08-06", new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(9m, Cost(book, "gpt-next", new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(5m, Cost(book, "gpt-next", new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0.15m, Cost(book, "gpt-4o-mini", new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Import_of_what_is_no_such_list_changes_nothing()
    {
        var run = await RunAsync("import", "--from", "genai-prices", _folder.Write("list.json", "{ \"not\": \"it\" }"));
        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(Table));
    }

    [Fact]
    public async Task The_table_survives_its_own_format()
    {
        await RunAsync("import", "--from", "litellm", _folder.Write("list.json", LiteLlm));
        var book = PriceBook.Load(Table);
        Assert.Equal(
            ["gpt-new"], PriceBook.Default.Diff(book, DateTimeOffset.UnixEpoch.AddYears(56)).Select(static change => change.Model));
        Assert.Equal(book.Models.Count(), PriceBook.Default.Models.Count() + 1);
    }

    [Fact]
    public async Task Update_fetches_takes_in_and_asks_only_for_changes_the_next_time()
    {
        var server = new ListServer(Genai);
        var first = await RunAsync(server, "update", "--url", "http://prices.test/data.json", "--format", "json");
        using var document = JsonDocument.Parse(first.Out);
        Assert.Equal(["gpt-next"],
            document.RootElement.GetProperty("added").EnumerateArray().Select(static c => c.GetProperty("model").GetString()));
        Assert.Equal(3, document.RootElement.GetProperty("repriced").GetArrayLength());

        var second = await RunAsync(server, "update", "--url", "http://prices.test/data.json");
        Assert.Contains("has not changed since the last update", second.Out, StringComparison.Ordinal);
        Assert.Equal([null, "\"state-1\""], server.Marks);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Table)!, "*.tmp"));
    }

    [Fact]
    public async Task Update_offline_says_so_and_goes_on_with_what_it_has()
    {
        var run = await RunAsync(new ListServer(null), "update", "--url", "http://prices.test/data.json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cannot be reached: no route. The prices have not changed.", run.Error, StringComparison.Ordinal);
        Assert.Contains(PriceBook.Default.Id, run.Out, StringComparison.Ordinal);
        Assert.Contains("Still in use: genai-prices 0.1.8 of 2026-09-23 (", run.Out, StringComparison.Ordinal);
        Assert.Contains("use 'tokens prices import' to read the list from a file", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Fact]
    public async Task Update_that_gets_a_login_page_says_where_from_and_changes_nothing()
    {
        var run = await RunAsync(new ListServer("<html>log in</html>"), "update", "--url", "http://prices.test/data.json");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The response of http://prices.test/data.json cannot be used. The file is not a list of genai-prices: ",
            run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
        Assert.False(File.Exists(Table + ".etag"));
    }

    [Theory]
    [InlineData("genai-prices", 0.5)]
    [InlineData("genai-prices", 0.99)]
    [InlineData("litellm", 0.5)]
    [InlineData("litellm", 0.99)]
    public async Task Import_of_a_truncated_list_changes_nothing(string list, double part)
    {
        var text = list == "litellm" ? LiteLlm : Genai;
        var run = await RunAsync("import", "--from", list, _folder.Write("list.json", text[..(int)(text.Length * part)]));
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"The file is not a list of {list}: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Theory]
    [InlineData("\"m\\u0009x\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e-06 }")]
    [InlineData("\"a,b\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e-06 }")]
    [InlineData("\"*\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e-06 }")]
    [InlineData("\"\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e-06 }")]
    [InlineData("\"negative\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": -1 }")]
    [InlineData("\"absurd\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e+20 }")]
    public async Task Import_leaves_out_what_is_no_name_or_no_price(string entry)
    {
        var run = await RunAsync("import", "--from", "litellm", _folder.Write("list.json", LiteLlm.TrimEnd()[..^1] + ", " + entry + " }"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 added, 0 repriced", run.Out, StringComparison.Ordinal);
        Assert.All(
            PriceBook.Load(Table).Models.SelectMany(static model => model.Rows), static row
                => Assert.All(row.Cards, static card => Assert.All(card.Dimensions, dimension => Assert.True(card[dimension] >= 0m))));
    }

    [Theory]
    [InlineData("litellm", "{ \"m\": { \"litellm_provider\": \"openai\", \"tiered_pricing\": [ { \"range\": [] } ] } }")]
    [InlineData("litellm", "{ \"m\": { \"litellm_provider\": 5 } }")]
    [InlineData("litellm", "{ \"m\": { \"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e30 } }")]
    [InlineData("genai-prices", "[ { \"id\": \"openai\", \"models\": [ { \"id\": \"m\" } ] } ]")]
    [InlineData(
        "genai-prices",
        "[ { \"id\": \"openai\", \"models\": [ { \"id\": \"m\", \"match\": { \"sounds_like\": \"m\" }, "
        + "\"prices\": { \"input_mtok\": 1 } } ] } ]")]
    public async Task Import_of_a_list_of_another_shape_says_so_and_changes_nothing(string list, string text)
    {
        var run = await RunAsync("import", "--from", list, _folder.Write("list.json", text));
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"The file is not a list of {list}: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Fact]
    public async Task Import_of_the_same_list_twice_is_once()
    {
        var list = _folder.Write("list.json", Genai);
        await RunAsync("import", "--from", "genai-prices", list);
        var table = await File.ReadAllTextAsync(Table);
        var again = await RunAsync("import", "--from", "genai-prices", list);
        Assert.Contains("0 added, 0 repriced", again.Out, StringComparison.Ordinal);
        Assert.Equal(table, await File.ReadAllTextAsync(Table));
    }

    [Fact]
    public async Task Diff_tells_what_the_updates_brought()
    {
        await RunAsync("import", "--from", "genai-prices", _folder.Write("list.json", Genai), "--at", "2026-01-01");
        var run = await TokensRun.WithAsync(
            static host => host, "prices", "diff", "embedded", Table, "--at", "2026-02-01", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        var repriced = document.RootElement.GetProperty("repriced")[0];
        Assert.Equal("gpt-4o", repriced.GetProperty("model").GetString());
        Assert.Equal(2.5m, repriced.GetProperty("before").GetProperty("input").GetDecimal());
        Assert.Equal(2m, repriced.GetProperty("after").GetProperty("input").GetDecimal());
        Assert.Equal(0, document.RootElement.GetProperty("removed").GetArrayLength());
    }

    [Theory]
    [InlineData("not a table")]
    [InlineData("TokenTracking prices 1\tx\nm\tlost\t\t\n")]
    [InlineData("TokenTracking prices 1\tx\np\ta\t\t\t\t\t\nm\tb\t\t\nr\t\t\tz\ti1\n")]
    public async Task A_damaged_table_is_refused_with_its_name(string text)
    {
        var file = _folder.Write("damaged.txt", text);
        var run = await TokensRun.WithAsync(static host => host, "prices", "diff", "embedded", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("damaged.txt is ", run.Error, StringComparison.Ordinal);
    }

    private static decimal? Cost(PriceBook book, string model, DateTimeOffset at) => book.GetCost(new UsageRecord
    {
        Id = Guid.Empty,
        Time = at,
        Provider = "openai",
        ResponseModel = model,
        Usage = TokenUsage.FromInclusive(1_000_000, 0),
    }).Amount;

    private Task<TokensRun> RunAsync(params string[] args) => RunAsync(new ListServer(null), args);

    private Task<TokensRun> RunAsync(ListServer server, params string[] args)
        => TokensRun.WithAsync(host => host with { CreateHttpHandler = () => server.Handler() }, ["prices", .. args, "--table", Table]);

    /// <summary>A server with one list in one state, or none at all.</summary>
    private sealed class ListServer(string? list)
    {
        public List<string?> Marks { get; } = [];

        public HttpMessageHandler Handler() => new Answer(this);

        private sealed class Answer(ListServer server) : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (server._list is not { } text)
                    throw new HttpRequestException("no route");
                var mark = request.Headers.IfNoneMatch.SingleOrDefault()?.ToString();
                server.Marks.Add(mark);
                return Task.FromResult(mark == "\"state-1\""
                    ? new HttpResponseMessage(HttpStatusCode.NotModified)
                    : new HttpResponseMessage { Content = new StringContent(text),
                        Headers = { ETag = new EntityTagHeaderValue("\"state-1\"") } });
            }
        }

        private readonly string? _list = list;
    }
}
