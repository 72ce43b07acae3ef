using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Explain;

/// <summary><c>tokens explain</c>: what a response costs, and why.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var hints = new HintOptions();
        var at = AtOption.Create();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var lines = new Option<string?>("--jsonl")
        {
            Description = "Explains every line of a file with recorded responses (JSON Lines; - for standard input).",
            HelpName = "file|-",
        };
        var unread = new Option<string?>("--unread")
        {
            Description = "Lists the numbers in a file of responses (JSON, JSON Lines, SSE) that sound like usage and that nothing reads.",
            HelpName = "file|-",
        };
        var file = new Argument<string?>("file")
        {
            Description = "The body of one response; - or nothing for standard input.",
            HelpName = "file|-",
            Arity = ArgumentArity.ZeroOrOne,
        };

        var command = new CommandWithExamples(
            "explain",
            "Shows what a response used and cost, and why, from its bytes, streamed or not.",
            "tokens explain response.json                                  # dialect and model from its content",
            "curl -s ... | tokens explain --provider groq --format json    # from a pipe, with a hint",
            "tokens explain --at 2025-06-01 response.json                  # with the prices of that day",
            "tokens explain --jsonl traffic.jsonl                          # many, one line of JSON each",
            "tokens explain --unread traffic.jsonl                         # fields that are new")
        {
            file, lines, unread,
        };
        hints.AddTo(command);
        command.Options.Add(at);
        command.Options.Add(format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(lines) is not null && result.GetValue(unread) is not null)
                result.AddError("Specify either --jsonl or --unread.");
            foreach (var option in (Option<string?>[])[lines, unread])
            {
                if (result.GetResult(option) is { Implicit: false } && result.GetValue(file) is not null)
                    result.AddError($"{option.Name} specifies the file to read. Omit the other file.");
            }
        });

        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(unread) is { } searched)
            {
                return new UnreadFields(response => hints.Fill(parsed, response))
                    .RunAsync(searched, parsed.GetValue(format), host, cancellationToken);
            }

            var explainer = new ResponseExplainer(PriceBooks.Open(null, host), AtOption.Resolve(parsed.GetValue(at), host));
            var wantsTable = parsed.GetResult(format) is { Implicit: false } && parsed.GetValue(format) == OutputFormat.Table;
            return parsed.GetValue(lines) is { } path
                ? ExplainLines.RunAsync(
                    path, line => hints.Fill(parsed, RecordedResponse.Of(line)), explainer, wantsTable, host, cancellationToken)
                : ExplainOneAsync(
                    parsed.GetValue(file), body => hints.Fill(parsed, RecordedResponse.Of(body)), explainer, parsed.GetValue(format), host,
                    cancellationToken);
        });
        return command;
    }

    private static async Task<int> ExplainOneAsync(
        string? path, Func<Stream, RecordedResponse> read, ResponseExplainer explainer, OutputFormat format, CommandHost host,
        CancellationToken cancellationToken)
    {
        if (path is null && host.InIsKeyboard)
            throw CommandFailedException.Usage("There is nothing to explain. Specify a file that contains a response, or pipe a "
                + "response to the command.");

        using var body = InputFile.Open(path ?? InputFile.StandardInput, host);
        var explained = await explainer.ExplainAsync(read(body), cancellationToken);
        var error = ResponseExplainer.ErrorOf(explained);
        if (error is not null && explained.Flavour is null)
            throw CommandFailedException.Failed(error);
        if (format == OutputFormat.Json)
            host.Out.WriteLine(JsonSerializer.Serialize(explained, ExplainJson.Indented.ExplainDocument));
        else
            ExplainTable.Write(explained, host);
        return error is null ? ExitCode.Ok : throw CommandFailedException.Failed(error);
    }
}
