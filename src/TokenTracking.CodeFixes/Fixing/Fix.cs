using Microsoft.CodeAnalysis;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>One way to fix a finding.</summary>
/// <param name="Key">The equivalence key, which fix-all repeats.</param>
/// <param name="Title">The text that the editor shows.</param>
/// <param name="Edits">The edits that fix a finding, the preferred one first; empty if the fix does not apply to it.</param>
internal sealed record Fix(string Key, string Title, Func<FixTarget, IEnumerable<Action<DocumentEdit>>> Edits)
{
    /// <summary>A fix for findings on one kind of syntax.</summary>
    /// <typeparam name="TNode">The kind of syntax.</typeparam>
    /// <param name="key">The equivalence key.</param>
    /// <param name="title">The text that the editor shows.</param>
    /// <param name="edits">The edits for a finding on such a node, the preferred one first.</param>
    public static Fix On<TNode>(string key, string title, Func<TNode, FixTarget, IEnumerable<Action<DocumentEdit>>> edits)
        where TNode : SyntaxNode
        => new(key, title, target => target.Node is TNode node ? edits(node, target) : []);
}
