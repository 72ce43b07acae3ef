using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>The changes to one document: replaced nodes and imported namespaces.</summary>
internal sealed class DocumentEdit(SyntaxNode root, Document document)
{
    private readonly SyntaxEditor _editor = new(root, document.Project.Solution.Services);
    private readonly HashSet<SyntaxNode> _replacedOnce = [];
    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal);

    /// <summary>Replaces a node with one made from its current state, which includes the changes inside it.</summary>
    public void Replace<TNode>(TNode node, Func<TNode, SyntaxNode> replacement)
        where TNode : SyntaxNode
        => _editor.ReplaceNode(node, (current, _) => replacement((TNode)current));

    /// <summary>Replaces a node once, even if the fixes of several findings replace it in the same way.</summary>
    public void ReplaceOnce<TNode>(TNode node, Func<TNode, SyntaxNode> replacement)
        where TNode : SyntaxNode
    {
        if (_replacedOnce.Add(node))
            Replace(node, replacement);
    }

    /// <summary>Adds a statement after another one, once for all findings of a document.</summary>
    public void InsertAfterOnce(StatementSyntax statement, StatementSyntax added)
    {
        if (!_replacedOnce.Add(statement))
            return;
        if (statement.Parent is GlobalStatementSyntax global)
            _editor.InsertAfter(global, SyntaxFactory.GlobalStatement(Formatted(added, statement)));
        else
            _editor.InsertAfter(statement, Formatted(added, statement));
    }

    /// <summary>Removes a statement and its line, but not the comments before it.</summary>
    public void Remove(StatementSyntax statement)
        => _editor.RemoveNode(
            statement.Parent is GlobalStatementSyntax global ? global : statement,
            statement.GetLeadingTrivia()
                .All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                ? SyntaxRemoveOptions.KeepNoTrivia
                : SyntaxRemoveOptions.KeepLeadingTrivia);

    /// <summary>Imports a namespace, unless the document imports it already.</summary>
    public void Import(string space) => _namespaces.Add(space);

    /// <summary>The document with all changes.</summary>
    public Document Apply()
        => document.WithSyntaxRoot(_namespaces.Aggregate(_editor.GetChangedRoot(), static (changed, space) => Usings.Add(changed, space)));

    private static StatementSyntax Formatted(StatementSyntax added, StatementSyntax beside)
    {
        var indentation = beside.GetLeadingTrivia().Reverse()
            .TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
        return added.WithLeadingTrivia(indentation).WithTrailingTrivia(SyntaxFactory.LineFeed);
    }
}
