using System.CommandLine;
using System.Globalization;
using System.Net;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices update</c>: fetches a public price list, where the user asks for it, and takes it into the table.</summary>
internal static class UpdateCommand
{
    private const string GenaiUrl = "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json";
    private const string LiteLlmUrl = "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json";

    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var from = ListOption.Create(isRequired: false);
        var url = new Option<string?>("--url")
        {
            Description = "The address of the list. Default: its published address.", HelpName = "url",
        };
        var timeout = new Option<int>("--timeout")
        {
            Description = "The timeout in seconds. Default: 30.", HelpName = "seconds", DefaultValueFactory = static _ => 30,
        };
        var table = PriceBooks.TableOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new CommandWithExamples(
            "update",
            "Downloads a public price list and updates the price table. It is downloaded only if you run this command.",
            "tokens prices update",
            "tokens prices update --from litellm --url https://prices.example.com/litellm.json")
        {
            from, url, timeout, table, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(timeout) is { Implicit: false } && result.GetValue(timeout) is < 1 or > 3600)
                result.AddError("--timeout must be between 1 and 3600 seconds.");
            if (result.GetValue(url) is { } text
                && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                result.AddError("--url is not an http or https address.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var list = parsed.GetValue(from)!;
            var address = parsed.GetValue(url) ?? (list == ListOption.Genai ? GenaiUrl : LiteLlmUrl);
            var path = PriceBooks.TablePath(parsed.GetValue(table), host);
            return RunAsync(
                list, new Uri(address), TimeSpan.FromSeconds(parsed.GetValue(timeout)), path, parsed.GetValue(format), host,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string list, Uri url, TimeSpan timeout, string path, OutputFormat format, CommandHost host, CancellationToken cancellationToken)
    {
        // What is printed ends in logs: without the user, the password and the query, which may have a key.
        var shown = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        var download = new ListDownload(path + ".etag", host.CreateHttpHandler);
        switch (await download.GetAsync(url, timeout, cancellationToken))
        {
            case { Text: { } text } fetched:
                var changes = Take(list, shown, text, path, today);
                download.Keep(url, fetched.ETag);
                changes.Write(format, host);
                return ExitCode.Ok;
            case { Status: HttpStatusCode.NotModified }:
                Unchanged($"{shown} has not changed since the last update.");
                return ExitCode.Ok;
            case var failed:
                // Prices that are a few days old are better than none: print a message and continue.
                host.SayError(failed.Status is null
                    ? $"{shown} cannot be reached: {failed.Reason}. The prices have not changed."
                    : $"{shown} responded with {failed.Reason}. The prices have not changed.");
                Unchanged($"No newer prices were downloaded. {Lists(PriceBooks.OpenTable(path, isNamed: false), today)}"
                    + " Without a network, use 'tokens prices import' to read the list from a file, or --url to download it "
                    + "from another address.");
                return ExitCode.Ok;
        }

        static ChangesDocument Take(string list, string address, string text, string path, DateOnly today)
        {
            try
            {
                return new TableFile(path).Take(list, text, today);
            }
            catch (CommandFailedException failure)
            {
                // A proxy's login page comes with 200 as well.
                throw CommandFailedException.Failed($"The response of {address} cannot be used. {failure.Message} The prices have "
                    + "not changed.");
            }
        }

        void Unchanged(string note)
        {
            var book = PriceBooks.OpenTable(path, isNamed: false);
            ChangesDocument.Of(book, book, [], note).Write(format, host);
        }
    }

    private static string Lists(PriceBook book, DateOnly today)
    {
        var lists = book.Models.SelectMany(static model => model.Rows).Select(static row => row.Source)
            .Where(static list => list.CheckedOn is not null).Distinct()
            .Select(list => string.Create(
                CultureInfo.InvariantCulture,
                $"{list.Name} of {list.CheckedOn:yyyy-MM-dd} ({Shown.Of(today.DayNumber - list.CheckedOn!.Value.DayNumber, "day")} old)"));
        return $"Still in use: {string.Join(" and ", lists)}.";
    }
}
