using System.Diagnostics;

namespace TokenTracking.Sdk.Tests.CountedOnce;

/// <summary>
/// The first calls of a process, which began before anything said that another layer than decorators would record them: the handler
/// comes to exist within the first call.
/// </summary>
[Trait("Category", "Process")]
public sealed class ColdCallTests
{
    public static TheoryData<string, string, string> Calls()
    {
        var calls = new TheoryData<string, string, string>();
        foreach (var way in (string[])["factory", "factory, scoped", "keyed", "typed", "child", "each"])
            calls.Add(way, "plain", "without IDs");
        foreach (var call in (string[])["sync", "stream", "stream left", "plain at once", "stream at once"])
        {
            calls.Add("factory", call, "with IDs");
            calls.Add("each", call, "without IDs");
        }

        foreach (var call in (string[])["plain", "sync", "stream"])
            calls.Add("factory", call, "failing");
        calls.Add("by hand", "plain", "without IDs");
        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_recorded_once_if_the_handler_comes_to_exist_within_it(string way, string call, string answers)
    {
        var lines = await RunAsync(way, call, answers);

        var records = lines.Where(static line => line.StartsWith("record ", StringComparison.Ordinal)).ToList();
        Assert.Contains("requests 3", lines);
        Assert.Equal(3, records.Count);
        var (outcome, tokens) = answers == "failing" ? ("Failed", " -1 ") : ("", " 15 ");
        Assert.All(records, record => Assert.Contains(tokens, record, StringComparison.Ordinal));
        Assert.All(records, record => Assert.Contains(outcome, record, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("factory", "plain")]
    [InlineData("child", "plain")]
    [InlineData("each", "stream")]
    public async Task The_first_call_has_what_only_the_decorator_knows_if_the_assembly_names_the_handler(string way, string call)
    {
        var lines = await RunAsync(way, call, "known, without IDs");

        Assert.Equal(
            (string[])["record Succeeded 15 p", "record Succeeded 15 p", "record Succeeded 15 p", "requests 3"],
            lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Limit_the_first_call_has_no_tags_if_nothing_names_the_handler()
    {
        var lines = await RunAsync("factory", "plain", "without IDs");

        Assert.Equal(
            (string[])["record Succeeded 15 -", "record Succeeded 15 p", "record Succeeded 15 p", "requests 3"],
            lines.Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> RunAsync(string way, string call, string answers)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "TokenTracking.ColdCalls.dll"), way, call, answers, "3"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return (await output).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
