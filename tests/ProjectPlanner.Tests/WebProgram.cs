using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ProjectPlanner.Tests;

/// <summary>The web application as a process of its own, with a server in place of OpenAI.</summary>
internal sealed partial class WebProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly HttpClient _browser;
    private readonly Task<string> _error;

    private WebProgram(Process process, Uri address)
    {
        _process = process;
        _browser = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Limit };
        _error = process.StandardError.ReadToEndAsync();
    }

    public static async Task<WebProgram> StartAsync(string store)
    {
        var start = Programs.Starting("TokenTracking.WebPages.dll", Path.GetDirectoryName(store)!);
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        start.ArgumentList.Add("--Store=" + store);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The web application did not start.");
        using var limit = new CancellationTokenSource(Limit);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new WebProgram(process, new Uri(match.Value));
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(limit.Token));
    }

    public async Task<IReadOnlyList<string>> PagesAsync()
        => [.. (await _browser.GetFromJsonAsync<string[]>("pages"))!
            .Where(static page => page is not ("/pages" or "/requests" or "/stop"))];

    /// <summary>How many requests the server has counted that a provider would bill.</summary>
    public Task<int> RequestsAsync() => _browser.GetFromJsonAsync<int>("requests");

    public async Task OpenAsync(string page)
    {
        using var response = await _browser.GetAsync(new Uri(page, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{page}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Ends the program in order, so that everything that it recorded is in its store.</summary>
    public async Task StopAsync()
    {
        using var response = await _browser.PostAsync(new Uri("stop", UriKind.Relative), null);
        using var limit = new CancellationTokenSource(Limit);
        var rest = _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        await rest;
        Assert.True(_process.ExitCode == 0, await _error);
    }

    public void Dispose()
    {
        _browser.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Listening();
}
