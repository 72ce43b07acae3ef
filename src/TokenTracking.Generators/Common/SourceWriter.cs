using System.Text;

namespace TokenTracking.Generators.Common;

/// <summary>Writes indented source with the same newline on every machine.</summary>
internal sealed class SourceWriter
{
    private const char Newline = '\n';

    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', _depth * 4).Append(text);
        _text.Append(Newline);
        return this;
    }

    /// <summary>A line with what belongs to it one level deeper.</summary>
    public SourceWriter Deeper(string text)
    {
        _depth++;
        Line(text);
        _depth--;
        return this;
    }

    public SourceWriter Open(string? header = null)
    {
        if (header is not null)
            Line(header);
        Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    public override string ToString() => _text.ToString();
}
