using System.Text;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Testing;

/// <summary>Sources of tests, as the files that a build reads.</summary>
internal static class SourceFile
{
    /// <summary>Adds a source under a file name.</summary>
    public static void Add(this SourceFileCollection files, string name, string text) => files.Add((name, text.ReplaceLineEndings("\n")));

    /// <summary>The text of a file.</summary>
    public static SourceText TextOf(string text) => SourceText.From(text.ReplaceLineEndings("\n"), Encoding.UTF8);
}
