using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary><c>tokens audit</c>: what a code base that may not use TokenTracking loses of its LLM calls.</summary>
internal static class AuditCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var path = CodeBaseOptions.Path(
            "A solution, a C# project, or a folder with some. With --no-build, a compiler log (SARIF) or a folder with logs.");
        var noBuild = CodeBaseOptions.NoBuild("the code base", "a former audit kept with --logs");
        var logs = new Option<string?>("--logs")
        {
            Description = "A folder in which the compiler logs are kept. Default: they are deleted.",
            HelpName = "folder",
        };
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Markdown, OutputFormat.Json, OutputFormat.Html);
        var command = new CommandWithExamples(
            "audit",
            "Shows which code calls an LLM, whether the calls are tracked, what is lost, and the first three steps. For any C# code base, "
                + "without adding the package. Builds it, and so runs its build code: audit only code that you would build.",
            "tokens audit ../Shop",
            "tokens audit ../Shop/Shop.slnx --format html > audit.html",
            "tokens audit ../Shop --logs logs                # in a sandbox: builds, and keeps the logs",
            "tokens audit logs --no-build --format markdown  # elsewhere: reads them, builds nothing")
        {
            path, noBuild, logs, prices, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var target = parsed.GetRequiredValue(path);
            var result = parsed.GetValue(noBuild)
                ? await AuditRun.ReadAsync(target, cancellationToken)
                : await AuditRun.BuildAsync(target, parsed.GetValue(logs), host, cancellationToken);
            Write(AuditDocument.Of(result, book, host.Clock.GetUtcNow(), BaseOf(target)), parsed.GetValue(format), host);
            return result.Failures.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    // Files are named from the folder that is audited, whichever folder the command runs in.
    private static string BaseOf(string target)
        => Path.GetFullPath(Directory.Exists(target) ? target : Path.GetDirectoryName(Path.GetFullPath(target))!);

    private static void Write(AuditDocument document, OutputFormat format, CommandHost host)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.WriteLine(JsonSerializer.Serialize(document, AuditJson.Indented.AuditDocument));
                break;
            case OutputFormat.Markdown:
                AuditMarkdown.Write(document, host.Out);
                break;
            case OutputFormat.Html:
                AuditHtml.Write(document, host.Out);
                break;
            default:
                AuditTable.Write(document, host);
                break;
        }
    }
}
