using Spectre.Console;

namespace TokenTracking.Cli.Terminal;

/// <summary>A table of plain text cells; whatever the cells say, it prints as text.</summary>
internal sealed class TableText
{
    // A file or a pipe has no right margin: nothing is wrapped, so that grep and awk find whole names.
    private const int NoMargin = 4000;

    private readonly Table _table = new Table().Border(TableBorder.Rounded);

    /// <summary>Adds a column of names, to the left.</summary>
    /// <param name="title">Its title.</param>
    /// <returns>This table.</returns>
    public TableText Text(string title)
    {
        _table.AddColumn(new TableColumn(Cell(title)).LeftAligned());
        return this;
    }

    /// <summary>Adds a column of figures, to the right, never wrapped.</summary>
    /// <param name="title">Its title.</param>
    /// <returns>This table.</returns>
    public TableText Figures(string title)
    {
        _table.AddColumn(new TableColumn(Cell(title)).RightAligned().NoWrap());
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell per column.</param>
    public void Row(IEnumerable<string> cells) => _table.AddRow(cells.Select(Cell));

    /// <summary>Sets the rows that follow apart from those above.</summary>
    public void Rule() => _table.AddEmptyRow();

    /// <summary>Prints the table.</summary>
    /// <param name="host">Where to.</param>
    public void WriteTo(CommandHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(host.Out),
        });
        console.Profile.Width = host.Width ?? NoMargin;
        console.Profile.Capabilities.Unicode = true;
        console.Write(_table);
    }

    private static Markup Cell(string text) => new(Markup.Escape(SafeText.Of(text)));
}
