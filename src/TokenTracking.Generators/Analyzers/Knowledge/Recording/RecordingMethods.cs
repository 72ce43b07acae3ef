using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>Methods of this compilation that record the result that is passed to them.</summary>
internal static class RecordingMethods
{
    /// <summary>True for a method of this compilation whose body uses the parameter, and records with the tracker or makes a
    /// <c>TokenUsage</c>; otherwise, false.</summary>
    public static bool RecordsParameter(
        TrackingSymbols symbols, IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
        => (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .Any(body => body.DescendantNodes()
            .Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name)
                && Records(symbols, body, cancellationToken));

    // Other types have methods called Track and Record too; the symbol decides.
    private static bool Records(TrackingSymbols symbols, SyntaxNode body, CancellationToken cancellationToken)
    {
        var model = symbols.Compilation.GetSemanticModel(body.SyntaxTree);
        return body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call
            => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol called
                && (TrackerMethods.Records(symbols, called) || TrackerMethods.MakesUsage(symbols, called)));
    }
}
