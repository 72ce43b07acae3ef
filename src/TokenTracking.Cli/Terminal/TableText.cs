using Spectre.Console;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Terminal;

/// <summary>A table of plain text cells; it prints as text regardless of its content.</summary>
internal sealed class TableText
{
    // A file or a pipe has no right margin: nothing is wrapped, so that grep and awk find whole names.
    private const int NoMargin = 4000;

    // What a column of names needs at the least to stay legible; longer names are wrapped.
    private const int LeastTextWidth = 8;

    private readonly Table _table = new Table().Border(TableBorder.Rounded);
    private readonly List<(bool IsText, int Width)> _columns = [];

    /// <summary>Adds a column of names, to the left.</summary>
    /// <param name="title">Its title.</param>
    /// <returns>This table.</returns>
    public TableText Text(string title) => Add(title, new TableColumn(Cell(title)).LeftAligned(), isText: true);

    /// <summary>Adds a column of figures, to the right, never wrapped. Its title takes a line per word: figures are narrow.</summary>
    /// <param name="title">Its title.</param>
    /// <returns>This table.</returns>
    public TableText Figures(string title)
    {
        var words = title.Split(' ');
        var column = new TableColumn(new Markup(string.Join('\n', words))).RightAligned().NoWrap();
        Add(words.MaxBy(static word => word.Length)!, column, isText: false);
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell per column.</param>
    public void Row(IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        for (var i = 0; i < row.Length; i++)
            _columns[i] = Widened(_columns[i], row[i]);
        _table.AddRow(row.Select(Cell));
    }

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

        // A terminal too narrow for the figures wraps the lines itself. Told its true width, the table would leave the figures out.
        console.Profile.Width = host.Width is { } width ? Math.Max(width, LeastWidth()) : NoMargin;
        console.Profile.Capabilities.Unicode = true;
        console.Write(_table);
    }

    private TableText Add(string title, TableColumn column, bool isText)
    {
        _columns.Add(Widened((isText, 0), title));
        _table.AddColumn(column);
        return this;
    }

    private int LeastWidth()
    {
        const int BordersOfColumn = 3;
        return _columns.Sum(static column => column.Width + BordersOfColumn) + 1;
    }

    private static (bool IsText, int Width) Widened((bool IsText, int Width) column, string text)
    {
        var width = Math.Max(column.Width, SafeText.Of(text).GetCellWidth());
        return (column.IsText, column.IsText ? Math.Min(width, LeastTextWidth) : width);
    }

    private static Markup Cell(string text) => new(Markup.Escape(SafeText.Of(text)));
}
