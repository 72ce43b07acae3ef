using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Construction;

/// <summary>What makes a provider tracked.</summary>
internal static class Wrapping
{
    public const string WithTokenTracking = nameof(WithTokenTracking);
    public const string UseTracker = nameof(UseTracker);

    private const string TrackAsync = nameof(TrackAsync);

    /// <summary>True for the generated extension, the factory, and the way into an object that tracks below itself.</summary>
    public static bool IsWrapper(TrackingSymbols symbols, IMethodSymbol method)
        => method.Name == WithTokenTracking
            || (symbols.LlmFactory is { } factory && SymbolEqualityComparer.Default.Equals(method.ContainingType, factory))
            || (method.Name == UseTracker && TrackingSymbols.Is(method.ContainingType, symbols.TrackingTarget));

    /// <summary>True for a call that is made inside of the lambda that the tracker runs.</summary>
    public static bool IsTrackedByHand(TrackingSymbols symbols, IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && OperationWalk.TakingCall(lambda) is { TargetMethod: { Name: TrackAsync } method }
                && TrackingSymbols.Is(method.ContainingType, symbols.Tracker))
                return true;
        }

        return false;
    }

    /// <summary>True for a method of this compilation whose body wraps that parameter, in whatever words: a team's own factory method.</summary>
    public static bool WrapsParameter(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        var name = parameter.Name;
        foreach (var reference in declared.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellationToken).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
                    && access.Name.Identifier.ValueText == WithTokenTracking
                    && access.Expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name)
                    return true;
            }
        }

        return false;
    }
}
