using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>A team's own methods that record a result which they are handed.</summary>
internal static class RecordingMethods
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "Track", "Record", "FromInclusive", "FromExclusive" };

    /// <summary>True for a method of this compilation in whose body the parameter goes, by whatever way, into a <c>TokenUsage</c> or to the tracker.</summary>
    public static bool RecordsParameter(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        foreach (var reference in (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences)
        {
            var body = reference.GetSyntax(cancellationToken);
            if (body.DescendantNodes().Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name)
                && body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call
                    => call.Expression is MemberAccessExpressionSyntax access && Names.Contains(access.Name.Identifier.ValueText)))
                return true;
        }

        return false;
    }
}
