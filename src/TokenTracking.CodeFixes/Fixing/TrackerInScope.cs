using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>Finds the tracker that code at a place can name. A fix uses what is there: it never falls back on a static instance.</summary>
internal static class TrackerInScope
{
    /// <summary>The name of a local, parameter, field or property that holds a tracker, nearest first; null if there is none.</summary>
    public static ExpressionSyntax? Find(SemanticModel model, TrackingSymbols symbols, SyntaxNode node, CancellationToken cancellationToken)
    {
        var position = node.SpanStart;
        var isStatic = IsStaticContext(model, position, cancellationToken);
        var name = model.LookupSymbols(position)
            .Where(symbol => TypeOf(symbol) is { } type && symbols.Tracker.Includes(type) && CanBeNamed(symbol, position, isStatic))
            .OrderBy(Distance).ThenBy(static symbol => symbol.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Name;
        return name is null ? FromContainer(model, position) : SyntaxFactory.ParseExpression(Identifiers.Escape(name));
    }

    // Inside of a registration's factory the container is at hand, and the container has the tracker.
    private static ExpressionSyntax? FromContainer(SemanticModel model, int position)
    {
        const string Resolve = "GetRequiredService";
        var provider = model.LookupSymbols(position).FirstOrDefault(symbol => symbol is IParameterSymbol { Type.Name: "IServiceProvider" });
        return provider is not null
            && TypeOf(provider) is { } type
            && !model.LookupSymbols(position, type, Resolve, includeReducedExtensionMethods: true).IsEmpty
            && model.LookupNamespacesAndTypes(position, name: "ITokenTracker").Length == 1
            ? SyntaxFactory.ParseExpression($"{Identifiers.Escape(provider.Name)}.{Resolve}<ITokenTracker>()")
            : null;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol { RefKind: RefKind.None } parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    // A local counts from its declaration on; members of the instance do not exist in a static member or an initializer.
    private static bool CanBeNamed(ISymbol symbol, int position, bool isStatic) => symbol switch
    {
        ILocalSymbol local => local.DeclaringSyntaxReferences is [{ Span: var span }] && span.End < position,
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || !isStatic,
        _ => true,
    };

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 0,
        IParameterSymbol => 1,
        IFieldSymbol => 2,
        _ => 3,
    };

    private static bool IsStaticContext(SemanticModel model, int position, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(position, cancellationToken); symbol is not null
            and not INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.IsStatic || symbol is IFieldSymbol)
                return true;
        }

        return model.SyntaxTree.GetRoot(cancellationToken).FindToken(position).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>()
            is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null };
    }
}
