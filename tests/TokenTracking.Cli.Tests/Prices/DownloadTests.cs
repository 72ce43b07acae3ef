using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenTracking.Cli.Tests.Prices;

/// <summary>Servers that send <c>prices update</c> what is no list, over a connection on loopback.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string List = """
        [ { "id": "openai", "pricing_urls": ["https://example.com"], "models": [
            { "id": "gpt-next", "match": { "equals": "gpt-next" }, "prices": { "input_mtok": 9, "output_mtok": 9 } } ] } ]
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly StringBuilder _requests = new();
    private readonly CancellationTokenSource _end = new();

    public DownloadTests() => _listener.Start();

    private string Table => _folder.Path("prices.txt");

    private string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _folder.Dispose();
        _end.Dispose();
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://127.0.0.1/list")]
    [InlineData("gopher:list")]
    [InlineData("http://")]
    public async Task A_redirect_to_what_is_not_HTTP_is_not_followed(string location)
    {
        var run = await UpdateAsync($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n", $"http://{Address}/list");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"http://{Address}/list ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("The prices have not changed.", run.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Fact]
    public async Task A_download_without_end_is_ended()
    {
        var run = await UpdateAsync("HTTP/1.1 200 OK\r\n\r\n", $"http://{Address}/list", isEndless: true);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            $"http://{Address}/list cannot be reached: the response has more than 64 MB.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Fact]
    public async Task A_list_with_a_charset_that_does_not_exist_is_read_as_JSON_is()
    {
        var run = await UpdateAsync(Found(List, "application/json; charset=none"), $"http://{Address}/list");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("gpt-next", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData(List)]
    public async Task The_password_and_the_query_of_an_address_are_sent_and_not_shown_or_kept(string answer)
    {
        var run = await UpdateAsync(Found(answer, "text/plain"), $"http://reader:p%40ss@{Address}/list?key=secret");

        Assert.Contains(
            $"Authorization: Basic {Convert.ToBase64String("reader:p@ss"u8)}", _requests.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("GET /list?key=secret ", _requests.ToString(), StringComparison.Ordinal);
        var left = run.Out + run.Error + string.Concat(Directory.GetFiles(_folder.FullName).Select(File.ReadAllText));
        foreach (var secret in (string[])["p%40ss", "p@ss", "secret"])
            Assert.DoesNotContain(secret, left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_not_repeated()
    {
        var run = await TokensRun.WithAsync(
            static host => host, "prices", "update", "--url", "ftp://reader:secret@127.0.0.1/list", "--table", Table);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--url is not an http or https address.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Out + run.Error, StringComparison.Ordinal);
    }

    private static string Found(string body, string type)
        => $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nETag: \"1\"\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private async Task<TokensRun> UpdateAsync(string answer, string url, bool isEndless = false)
    {
        var serving = ServeAsync(answer, isEndless);
        var run = await TokensRun.WithAsync(static host => host, "prices", "update", "--url", url, "--table", Table);
        await _end.CancelAsync();
        await serving;
        return run;
    }

    private async Task ServeAsync(string answer, bool isEndless)
    {
        using var client = await _listener.AcceptTcpClientAsync(_end.Token);
        await using var stream = client.GetStream();
        var buffer = new byte[8192];
        _requests.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, _end.Token)));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
        try
        {
            while (isEndless)
                await stream.WriteAsync(buffer, _end.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The client has had enough, which is what the test is for.
        }
    }
}
