using System.CommandLine;

namespace TokenTracking.Cli.Options;

/// <summary>How a command prints its result.</summary>
internal enum OutputFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>Comma-separated values for spreadsheets.</summary>
    Csv,

    /// <summary>Markdown for a page of continuous integration.</summary>
    Markdown,

    /// <summary>A page for a browser.</summary>
    Html,
}

/// <summary><c>--format</c>.</summary>
internal static class FormatOption
{
    /// <summary>The option of one command.</summary>
    /// <param name="formats">What the command can print. <see cref="OutputFormat.Table"/> is the default.</param>
    /// <returns>The option.</returns>
    public static Option<OutputFormat> Create(params OutputFormat[] formats)
    {
        var names = string.Join(", ", formats.Select(NameOf));
        return new Option<OutputFormat>("--format")
        {
            Description = $"The output format: {names}. Default: {NameOf(default)}.",
            HelpName = string.Join('|', formats.Select(NameOf)),
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                foreach (var format in formats)
                {
                    if (string.Equals(NameOf(format), given, StringComparison.OrdinalIgnoreCase))
                        return format;
                }

                result.AddError($"--format '{given}' is not an output format. Specify one of: {names}.");
                return default;
            },
        };
    }

    private static string NameOf(OutputFormat format) => format switch
    {
        OutputFormat.Table => "table",
        OutputFormat.Json => "json",
        OutputFormat.Csv => "csv",
        OutputFormat.Markdown => "markdown",
        OutputFormat.Html => "html",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not an output format."),
    };
}
