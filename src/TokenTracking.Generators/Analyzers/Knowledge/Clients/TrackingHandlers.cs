using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>Determines whether a program uses <c>TokenTrackingHandler</c>: creates one, registers one, or declares something of that
/// type.</summary>
internal static class TrackingHandlers
{
    private const string Namespace = "TokenTracking";
    private const string Handler = "TokenTrackingHandler";
    private const string UnderClients = "TrackHttpClients";

    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> Used = new();
    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> UnderAllClients = new();

    /// <summary>True for the type of the handler; otherwise, false.</summary>
    public static bool IsHandler(ITypeSymbol? type) => type?.IsIn(Namespace, Handler) == true;

    /// <summary>True if the code of the compilation uses the handler. The clients that contain it may be determined at run time.</summary>
    public static bool AreUsedIn(Compilation compilation, CancellationToken cancellationToken)
        => Used.GetValue(compilation, key => new StrongBox<bool>(Find(key, cancellationToken))).Value;

    /// <summary>True if the code of the compilation puts the handler under every client of the HTTP client factory:
    /// <c>AddTokenTracking(tracking => tracking.TrackHttpClients())</c>.</summary>
    public static bool AreUnderAllClientsIn(Compilation compilation, CancellationToken cancellationToken)
        => UnderAllClients.GetValue(compilation, key => new StrongBox<bool>(FindUnderAllClients(key, cancellationToken))).Value;

    private static bool FindUnderAllClients(Compilation compilation, CancellationToken cancellationToken)
        => TreesWith(compilation, UnderClients, cancellationToken).Exists(tree => IsUsedIn(
            tree, [UnderClients], compilation, IsUnderClients, cancellationToken));

    private static bool IsUnderClients(ISymbol? symbol)
        => symbol is IMethodSymbol { Name: UnderClients } method && method.ContainingType.IsIn(Namespace, "TokenTrackingBuilder");

    private static bool Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var handler = KnownType.In(compilation, Namespace + "." + Handler);
        if (!handler.Exists)
            return false;
        if (AreUnderAllClientsIn(compilation, cancellationToken))
            return true;

        // The name alone is not sufficient: it can occur in a comment or a string, or refer to another type.
        var naming = TreesWith(compilation, Handler, cancellationToken);
        var names = new HashSet<string>(naming.SelectMany(tree => Aliases(tree, cancellationToken)), StringComparer.Ordinal);
        var trees = names.Aggregate(naming.AsEnumerable(), (found, alias) => found.Union(TreesWith(compilation, alias, cancellationToken)));
        names.Add(Handler);
        return trees.Any(tree => IsUsedIn(
            tree, names, compilation, symbol => handler.Is(symbol as ITypeSymbol), cancellationToken));
    }

    private static List<SyntaxTree> TreesWith(Compilation compilation, string word, CancellationToken cancellationToken)
        => [.. compilation.SyntaxTrees.Where(tree => tree.GetText(cancellationToken).ToString().Contains(word))];

    // using Handler = TokenTracking.TokenTrackingHandler;
    private static IEnumerable<string> Aliases(SyntaxTree tree, CancellationToken cancellationToken)
        => tree.GetRoot(cancellationToken).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>().Where(static directive => directive.Alias is not null
            && directive.NamespaceOrType.ToString().EndsWith(Handler, StringComparison.Ordinal))
            .Select(static directive => directive.Alias!.Name.Identifier.ValueText);

    private static bool IsUsedIn(
        SyntaxTree tree, HashSet<string> names, Compilation compilation, Func<ISymbol?, bool> isMeant, CancellationToken cancellationToken)
    {
        var uses = tree.GetRoot(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => names.Contains(name.Identifier.ValueText) && IsUse(name)).ToList();
        if (uses.Count == 0)
            return false;
        var model = compilation.GetSemanticModel(tree);
        return uses.Any(name => isMeant(model.GetSymbolInfo(name, cancellationToken).Symbol));
    }

    // The type in a declaration, an object creation or a type argument list. A type test, its name and its static members do not use the
    // handler.
    private static bool IsUse(IdentifierNameSyntax name)
    {
        SyntaxNode written = name;
        while (written.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax
            || (written.Parent is MemberAccessExpressionSyntax access && access.Name == written)
            || written.Parent is MemberBindingExpressionSyntax)
            written = written.Parent;
        return written.Parent is not (UsingDirectiveSyntax or MemberAccessExpressionSyntax or PatternSyntax)
            && !(written.Parent is ArgumentSyntax {
                Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } })
            && !(written.Parent is BinaryExpressionSyntax test && test.IsKind(SyntaxKind.IsExpression));
    }
}
