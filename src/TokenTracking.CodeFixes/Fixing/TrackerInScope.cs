using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>Finds a tracker that code at a place can use. A fix uses an existing tracker, and never a static instance.</summary>
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

    // The factory of a registration can resolve the tracker from the container.
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

    // A local is available after its declaration; instance members are not available in a static member or an initializer.
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
