using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>What a decorator, its extension class and its file are called.</summary>
internal sealed class DecoratorNames
{
    private const int LongestHintName = 120;

    // Looked for once in each namespace, not once for each interface in it.
    private static readonly ConditionalWeakTable<INamespaceOrTypeSymbol, HashSet<string>> SameButForCase = new();

    public DecoratorNames(INamedTypeSymbol type, Compilation compilation)
    {
        var clashes = NameClashes.In(compilation);
        var container = "";
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            container = outer.Name + "_" + container;
        var name = container + Stripped(type);
        // Assemblies may declare the same name: a linked source file, an alias.
        var assembly = clashes.HasRival(type) && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            ? type.ContainingAssembly.Name
            : "";
        if (assembly.Length > 0)
            name += "_" + StableHash.Of(assembly);
        HintName = HintNameOf(type, assembly);
        Decorator = "Tracked" + name;
        if (clashes.IsTaken(string.Join(".", NamespaceParts(type)), Decorator, Arity(type)))
            Decorator += "_" + StableHash.Of(HintName);
        // The classes of all interfaces are in one namespace, and none of them is generic.
        Extensions = $"Tracked{name}Extensions_{StableHash.Of(HintName)}";
    }

    public string Decorator { get; }

    public string Extensions { get; }

    public string HintName { get; }

    /// <summary>ILlmProvider becomes LlmProvider, unless there is an interface of that name in the same place.</summary>
    private static string Stripped(INamedTypeSymbol type)
    {
        var name = type.Name;
        if (name.Length < 2 || name[0] != 'I' || !char.IsUpper(name[1]))
            return name;
        var stripped = name.Substring(1);
        var siblings = ((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace).GetTypeMembers(stripped);
        return siblings.Any(static sibling => sibling.TypeKind == TypeKind.Interface) ? name : stripped;
    }

    private static int Arity(INamedTypeSymbol type) => type.Arity + (type.ContainingType is { } containing ? Arity(containing) : 0);

    private static string HintNameOf(INamedTypeSymbol type, string assembly)
    {
        var full = MetadataName(type) + (assembly.Length == 0 ? "" : "." + assembly);
        var container = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        // The compiler compares hint names without case, and file systems have an end.
        var isAmbiguous = full.Length > LongestHintName
            || SameButForCase.GetValue(container, FindSameButForCase).Contains(type.MetadataName);
        if (!isAmbiguous)
            return full + ".g.cs";
        var start = full.Length > LongestHintName ? full.Substring(full.Length - LongestHintName) : full;
        return $"{start}.{StableHash.Of(full)}.g.cs";
    }

    private static HashSet<string> FindSameButForCase(INamespaceOrTypeSymbol container) => new(
        container.GetTypeMembers().Select(static type => type.MetadataName).Distinct(StringComparer.Ordinal)
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static same => same.Count() > 1).SelectMany(static same => same),
        StringComparer.Ordinal);

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } containing)
            return MetadataName(containing) + "+" + type.MetadataName;
        return string.Join(".", NamespaceParts(type).Append(type.MetadataName));
    }

    /// <summary>The namespace around a type, outermost first, as declared.</summary>
    public static IEnumerable<string> NamespaceParts(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            parts.Push(space.Name);
        return parts;
    }
}
