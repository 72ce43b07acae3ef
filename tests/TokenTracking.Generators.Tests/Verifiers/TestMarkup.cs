using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Testing;

/// <summary>Source with expectations in it: <c>[|span|]</c> for the rule under test, <c>{|TT1001:span|}</c> for a named one. They nest.</summary>
internal sealed record TestMarkup(string Text, ImmutableArray<(string? Id, TextSpan Span)> Spans)
{
    public static TestMarkup Parse(string source)
    {
        source = source.ReplaceLineEndings("\n");
        var text = new StringBuilder(source.Length);
        var open = new Stack<(string? Id, int Start)>();
        var spans = ImmutableArray.CreateBuilder<(string? Id, TextSpan Span)>();
        for (var i = 0; i < source.Length;)
        {
            var rest = source.AsSpan(i);
            if (rest.StartsWith("[|"))
            {
                open.Push((null, text.Length));
                i += 2;
            }
            else if (rest.StartsWith("{|") && rest.IndexOf(':') is var colon and > 2 && IsId(rest[2..colon]))
            {
                open.Push((rest[2..colon].ToString(), text.Length));
                i += colon + 1;
            }
            else if (open.Count > 0 && rest.StartsWith(open.Peek().Id is null ? "|]" : "|}"))
            {
                var (id, start) = open.Pop();
                spans.Add((id, TextSpan.FromBounds(start, text.Length)));
                i += 2;
            }
            else
            {
                text.Append(source[i++]);
            }
        }

        if (open.Count > 0)
            throw new ArgumentException($"A marked span is not closed: it begins at {open.Peek().Start}.", nameof(source));
        return new TestMarkup(text.ToString(), spans.ToImmutable());
    }

    private static bool IsId(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }
}
