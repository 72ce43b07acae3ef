using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Finds out whether an assembly has layers that record calls, other than decorators: the HTTP handler, and calls recorded by
/// hand. They are symbols; a word in a comment or another type's member is none.</summary>
internal static class OtherLayers
{
    /// <summary>The type of the HTTP handler.</summary>
    public const string Handler = "TokenTrackingHandler";

    /// <summary>The type of the methods that record calls by hand.</summary>
    public const string ByHand = "TokenTrackerExtensions";

    private const string UnderClients = "TrackHttpClients";

    public static bool IsCandidate(SyntaxNode node)
        => node is IdentifierNameSyntax { Identifier.ValueText: Handler or UnderClients or "Track" or "TrackAsync" };

    public static bool IsLayer(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var info = context.SemanticModel.GetSymbolInfo(context.Node, cancellationToken);
        var symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
        return symbol switch
        {
            INamedTypeSymbol type => type.IsIn(WellKnown.UserNamespace, Handler),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                => constructor.ContainingType.IsIn(WellKnown.UserNamespace, Handler),
            IMethodSymbol { Name: UnderClients } method => method.ContainingType.IsIn(WellKnown.UserNamespace, "TokenTrackingBuilder"),
            IMethodSymbol method => method.ContainingType.IsIn(WellKnown.UserNamespace, ByHand),
            _ => false,
        };
    }
}
