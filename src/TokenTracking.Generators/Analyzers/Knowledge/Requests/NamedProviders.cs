using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// Relative paths in classes that are named after a provider, if the base address is set in other code: <c>PostAsync("embeddings")</c> in
/// an <c>OpenAiEmbedder</c>.
/// </summary>
internal static class NamedProviders
{
    private static readonly string[] OfText = ["embeddings", "completions", "responses"];
    private static readonly string[] OfSpeech = ["embeddings", "responses", "audio/speech", "audio/transcriptions", "audio/translations"];

    private static readonly (string Name, string[] Paths)[] Known =
    [
        ("openai", [.. OfText, "images/generations", "images/edits", "audio/speech", "audio/transcriptions", "audio/translations"]),
        ("groq", OfSpeech),
        ("mistral", OfText),
        ("deepseek", OfText),
        ("openrouter", OfText),
        ("togetherai", OfText),
        ("fireworksai", OfText),
        ("cerebras", OfText),
        ("siliconflow", OfText),
        ("anthropic", ["messages", "complete"]),
        ("claude", ["messages", "complete"]),
        ("cohere", ["chat", "generate", "embed", "summarize"]),
        ("voyage", ["embeddings", "multimodalembeddings", "rerank"]),
        ("jina", ["embeddings", "rerank"]),
        ("ollama", ["chat", "generate", "embed", "embeddings"]),
    ];

    private static readonly ConditionalWeakTable<SyntaxNode, string> Names = new();

    private static readonly string[] Versions = ["v1/", "v2/", "v4/", "api/"];

    /// <summary>True for the path of an LLM endpoint of the provider that the containing type is named after or created from.</summary>
    /// <param name="text">A path without a host.</param>
    /// <param name="site">The request.</param>
    public static bool Has(string text, SyntaxNode site)
    {
        var path = text.Split('?')[0].Trim('/');
        while (Versions.FirstOrDefault(version => path.StartsWith(version, StringComparison.OrdinalIgnoreCase)) is { } version)
            path = path.Substring(version.Length);
        return Array.Exists(Known, known => IsPathOf(known, path))
            && site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Names.GetValue(type, FindNames) is { Length: > 0 } names
            && Array.Exists(Known, known => names.IndexOf(known.Name, StringComparison.OrdinalIgnoreCase) >= 0 && IsPathOf(known, path));
    }

    private static bool IsPathOf((string Name, string[] Paths) known, string path)
        => known.Paths.Contains(path, StringComparer.OrdinalIgnoreCase);

    // The names of the type and its containing types, its base types and its constructor arguments, but not the text of its methods.
    private static string FindNames(SyntaxNode site)
        => string.Join(" ", site.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().SelectMany(static type => new[]
        {
            type.Identifier.ValueText, type.BaseList?.ToString(), type.ParameterList?.ToString(),
        }.Concat(type.Members.Select(static member => member switch
        {
            ConstructorDeclarationSyntax constructor => constructor.ParameterList.ToString(),
            FieldDeclarationSyntax field => field.Declaration.Type.ToString(),
            _ => null,
        }))));
}
