using System.Text;
using TokenTracking.Testing;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Every billed endpoint is one record, and nothing that resembles one is a record, over real HTTP.</summary>
public sealed class EndpointTests(ProviderHostServer server) : IClassFixture<ProviderHostServer>
{
    private static readonly Dictionary<string, EndpointRow> Billed = Named([.. OpenAIRows.All, .. MakerRows.All, .. HostRows.All]);
    private static readonly Dictionary<string, EndpointRow> Others = Named([.. FreeRows.All, .. StrangerRows.All]);

    private readonly RecordingTracker _tracker = new();

    public static TheoryData<string> BilledNames => [.. Billed.Keys];

    public static TheoryData<string> OtherNames => [.. Others.Keys];

    [Fact]
    public void The_tables_have_60_endpoints_of_20_providers_and_60_that_resemble_them()
        => Assert.True(
            Billed.Count >= 60 && Others.Count >= 60 && Billed.Values.DistinctBy(static row => row.Provider).Count() >= 20,
            $"{Billed.Count} endpoints, {Others.Count} others");

    [Theory]
    [MemberData(nameof(BilledNames))]
    public async Task A_billed_request_is_one_record(string name)
    {
        var row = Billed[name];

        using var handler = await SendAsync(row);

        var record = Assert.Single(_tracker.Records);
        Assert.Equal(
            (row.Provider, row.Model, row.Input, row.Output, row.Unit, CallOutcome.Succeeded, UsageCompleteness.Complete),
            (record.Provider, record.Model, record.Usage.InputTokens, record.Usage.OutputTokens,
                record.Units?.Select(static unit => FormattableString.Invariant($"{unit.Unit} {unit.Quantity}")).SingleOrDefault(),
                record.Outcome, record.Completeness));
        Assert.Equal(1, handler.Coverage.Share);
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public async Task A_request_that_is_not_billed_is_no_record(string name)
    {
        using var handler = await SendAsync(Others[name]);

        Assert.Empty(_tracker.Records);
        Assert.Null(handler.Coverage.Share);
    }

    private static Dictionary<string, EndpointRow> Named(IReadOnlyList<EndpointRow> rows)
        => rows.Select(static (row, index) => (Name: $"{index:000} {row}", Row: row)).ToDictionary(static e => e.Name, static e => e.Row);

    private async Task<TokenTrackingHandler> SendAsync(EndpointRow row)
    {
        var exchange = new ProviderHostServer.Exchange(row.Status, row.AnswerType, row.Headers, row.Answer);
        var handler = new TokenTrackingHandler(_tracker, server.CreateHandler());
        var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Url);
        request.Headers.Add(ProviderHostServer.ExchangeHeader, server.Expect(exchange));
        if (row.Request.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(row.Request));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", row.RequestType);
        }

        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal((request.RequestUri!.Authority, row.Request), (exchange.Received.Host,
            Encoding.UTF8.GetString(exchange.Received.Body)));
        Assert.Equal(row.Method == "HEAD" ? [] : row.Answer, answer);
        return handler;
    }
}
