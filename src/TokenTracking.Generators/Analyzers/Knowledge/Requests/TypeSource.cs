using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The source of a type, in which each word is searched once.</summary>
internal sealed class TypeSource
{
    private static readonly ConditionalWeakTable<SyntaxNode, TypeSource> PerType = new();

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly string _text;

    private TypeSource(SyntaxNode type) => _text = type.ToString();

    /// <summary>The source of the type around a node, or of the file if there is no type.</summary>
    public static TypeSource Around(SyntaxNode node)
        => PerType.GetValue(
            node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot(), static key => new TypeSource(key));

    /// <summary>true if the source contains a word, in any case; otherwise, false.</summary>
    public bool Has(string word) => _known.GetOrAdd(word, key => _text.IndexOf(key, StringComparison.OrdinalIgnoreCase) >= 0);
}
