using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Reads the texts of a settings file with their keys. Comments and errors are skipped; other tools report errors.</summary>
internal static class SettingsText
{
    /// <summary>Each text value: its keys from the outermost to the innermost, its text and its location. A value in a list has the keys of
    /// the list.</summary>
    public static IEnumerable<(IReadOnlyList<string> Keys, string Text, TextSpan Span)> In(string json)
    {
        var keys = new List<string>();
        var lists = new Stack<bool>();
        string? key = null;
        for (var at = 0; at < json.Length; at++)
        {
            switch (json[at])
            {
                case '/' when at + 1 < json.Length && json[at + 1] is '/' or '*':
                    at = EndOfComment(json, at);
                    break;
                case '{' or '[':
                    lists.Push(json[at] == '[');
                    keys.Add(key ?? "");
                    key = lists.Peek() ? key : null;
                    break;
                case '}' or ']' when lists.Count > 0:
                    lists.Pop();
                    key = lists.Count > 0 && lists.Peek() ? keys[keys.Count - 2] : null;
                    keys.RemoveAt(keys.Count - 1);
                    break;
                case ',':
                    key = lists.Count > 0 && lists.Peek() ? key : null;
                    break;
                case '"':
                    var end = EndOfText(json, at);
                    var text = json.Substring(at + 1, end - at - 1);
                    if (IsKey(json, end) && lists.Count > 0 && !lists.Peek())
                        key = text;
                    else if (key is not null)
                        yield return ([.. keys, key], text, new TextSpan(at + 1, text.Length));
                    at = end;
                    break;
            }
        }
    }

    private static bool IsKey(string json, int end)
    {
        var next = end + 1;
        while (next < json.Length && char.IsWhiteSpace(json[next]))
            next++;
        return next < json.Length && json[next] == ':';
    }

    private static int EndOfText(string json, int start)
    {
        var at = start + 1;
        while (at < json.Length && json[at] != '"')
            at += json[at] == '\\' ? 2 : 1;
        return Math.Min(at, json.Length - 1);
    }

    private static int EndOfComment(string json, int start)
    {
        var end = json[start + 1] == '/' ? json.IndexOf('\n', start) : json.IndexOf("*/", start + 2, StringComparison.Ordinal) + 1;
        return end > start ? end : json.Length;
    }
}
