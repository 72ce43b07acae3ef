using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Testing;

/// <summary>An expected diagnostic. What is not said is not compared, except for the id and the place.</summary>
internal sealed record DiagnosticResult(string Id)
{
    public DiagnosticSeverity? Severity { get; init; }

    public string? Path { get; init; }

    public LinePositionSpan? Span { get; init; }

    public TextSpan? TextSpan { get; init; }

    public IReadOnlyList<string>? Arguments { get; init; }

    public static DiagnosticResult CompilerError(string id) => new(id) { Severity = DiagnosticSeverity.Error };

    /// <summary>Lines and columns count from 1, as the compiler prints them.</summary>
    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn)
        => this with { Span = new LinePositionSpan(new(startLine - 1, startColumn - 1), new(endLine - 1, endColumn - 1)) };

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn)
        => WithSpan(startLine, startColumn, endLine, endColumn) with { Path = path };

    /// <summary>The words that the message must hold, in this order.</summary>
    public DiagnosticResult WithArguments(params string[] arguments) => this with { Arguments = arguments };

    public bool Matches(Diagnostic actual)
    {
        var place = actual.Location.GetLineSpan();
        return actual.Id == Id
            && (Severity is null || Severity == actual.Severity)
            && (Path is null || place.Path == Path)
            && (Span is null || place.Span == Span)
            && (TextSpan is null || actual.Location.SourceSpan == TextSpan)
            && HasArguments(actual.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private bool HasArguments(string message)
    {
        var from = 0;
        foreach (var argument in Arguments ?? [])
        {
            from = message.IndexOf(argument, from, StringComparison.Ordinal);
            if (from < 0)
                return false;
            from += argument.Length;
        }

        return true;
    }
}
