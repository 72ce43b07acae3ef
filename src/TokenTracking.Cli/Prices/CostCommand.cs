using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Costs;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices cost</c>: the cost of a number of tokens.</summary>
internal static class CostCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var model = new Option<string?>("--model") { Description = "The model.", HelpName = "name" };
        var provider = new Option<string?>("--provider")
        {
            Description = "The provider. Default: the vendor of the model.", HelpName = "name",
        };
        var input = Tokens("--input", "All input tokens, including cached tokens.");
        var read = Tokens("--cache-read", "The part of the input read from a cache.");
        var write = Tokens("--cache-write", "The part of the input written to a cache, including 1-hour writes.");
        var write1h = Tokens("--cache-write-1h", "The part of the cache writes with a lifetime of 1 hour.");
        var output = Tokens("--output", "All output tokens, including reasoning.");
        var reasoning = Tokens("--reasoning", "The part of the output that is reasoning.");
        var tier = new Option<string?>("--tier")
        {
            Description = "The service tier: standard, batch, flex, priority. Default: standard.", HelpName = "tier",
        };
        var lines = new Option<string?>("--jsonl")
        {
            Description = "Prices every line of a file (JSON Lines; - for standard input): id, model, provider, input, cacheRead, "
                + "cacheWrite, cacheWrite1h, output, reasoning, tier, at.",
            HelpName = "file|-",
        };
        var at = AtOption.Create();
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new CommandWithExamples(
            "cost",
            "Shows the cost of a number of tokens, line by line.",
            "tokens prices cost --model gpt-4o --input 1000 --output 50",
            "tokens prices cost --model claude-opus-4-5 --input 90000 --cache-read 80000 --output 900 --at 2026-01-31",
            "tokens prices cost --jsonl calls.jsonl                        # many, one line of JSON each")
        {
            model, provider, input, read, write, write1h, output, reasoning, tier, lines, at, prices, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(lines) is null && result.GetValue(model) is null)
                result.AddError("--model is missing. Specify a model, or a file of calls with --jsonl.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var instant = AtOption.Resolve(parsed.GetValue(at), host);
            if (parsed.GetValue(lines) is { } path)
                return CostLines.RunAsync(path, book, instant, host, cancellationToken);
            var call = new PricedCall(
                parsed.GetValue(model), parsed.GetValue(provider), parsed.GetValue(input), parsed.GetValue(read), parsed.GetValue(write),
                parsed.GetValue(write1h), parsed.GetValue(output), parsed.GetValue(reasoning), parsed.GetValue(tier));
            Write(CostAnswer.Of(null, call, instant, book), parsed.GetValue(format), host);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Option<long?> Tokens(string name, string description) => new(name) { Description = description, HelpName = "tokens" };

    private static void Write(CostAnswer answer, OutputFormat format, CommandHost host)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(answer, PricesJson.Indented.CostAnswer));
            return;
        }

        if (answer.Cost is { } cost)
            CostTable.Write(cost, host);
        else
            host.Out.WriteLine("Cost unknown.");
        foreach (var note in answer.Notes)
            host.Out.WriteLine(SafeText.Of("Note: " + note));
    }
}
