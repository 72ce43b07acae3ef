using Microsoft.CodeAnalysis;
using TokenTracking.Architecture.Tests.Graphs;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>Which file of a project uses which other file of it.</summary>
internal static class FileUses
{
    /// <summary>One arrow for each pair of files, with the first use in the using file as its example.</summary>
    public static Graph<SourceFile> Of(BoundProject project)
    {
        var arrows = project.Files.AsParallel().AsOrdered().SelectMany(file => Uses(project, file.Key, file.Value)).ToList();
        return new Graph<SourceFile>(project.Project.Files, arrows);
    }

    private static IEnumerable<Arrow<SourceFile>> Uses(BoundProject project, SyntaxTree tree, SourceFile file)
        => UsedSymbols.In(tree, project.Compilation.GetSemanticModel(tree))
            .Select(use => (Target: Declaring(use.Symbol, file, project), use))
            .Where(used => used.Target is not null && used.Target != file)
            .DistinctBy(static used => used.Target)
            .Select(used => new Arrow<SourceFile>(
                file, used.Target!, $"{file}:{LineOf(used.use.Place)} uses {Name(used.use.Symbol)} of {used.Target}"));

    private static int LineOf(SyntaxNode place) => place.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string Name(ISymbol symbol)
        => symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } => type.Name,
            INamedTypeSymbol or { ContainingType: null } => symbol.Name,
            _ => $"{symbol.ContainingType.Name}.{symbol.Name}",
        };

    private static SourceFile? Declaring(ISymbol symbol, SourceFile user, BoundProject project)
    {
        var definition = (symbol is IMethodSymbol { ReducedFrom: { } reduced } ? reduced : symbol).OriginalDefinition;
        return definition switch
        {
            INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol or ILabelSymbol
                or IDiscardSymbol or IDynamicTypeSymbol or IArrayTypeSymbol => null,
            IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } => null,
            IMethodSymbol { AssociatedSymbol: { } property } => Declaring(property, user, project),
            _ => FileOf(definition, user, project) ?? (definition.ContainingType is { } type ? FileOf(type, user, project) : null),
        };
    }

    // A type with parts in several files is the file that uses it if that is one of them, else the file of its name.
    private static SourceFile? FileOf(ISymbol symbol, SourceFile user, BoundProject project)
    {
        var files = symbol.DeclaringSyntaxReferences
            .Select(reference => project.Files.GetValueOrDefault(reference.SyntaxTree))
            .OfType<SourceFile>()
            .ToList();
        return files.Find(file => file == user) ?? files.Find(file => file.Name == symbol.Name + ".cs") ?? files.FirstOrDefault();
    }
}
