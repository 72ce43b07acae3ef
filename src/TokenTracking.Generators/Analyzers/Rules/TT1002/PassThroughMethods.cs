using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>Methods that run a delegate and return its result without using it: a retry, a timeout, a circuit breaker.</summary>
internal static class PassThroughMethods
{
    private static readonly string[] Telling = ["track", "usage", "record"];

    /// <summary>True for <c>pipeline.ExecuteAsync(async token => await provider.CompleteAsync(request, token), token)</c>: the result is
    /// that of the lambda, its type is a type parameter of the method, and no other delegate receives it.</summary>
    public static bool Is(
        TrackingSymbols symbols, IInvocationOperation call, IAnonymousFunctionOperation lambda, CancellationToken cancellationToken)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (Wrapping.IsTrackedByHand(symbols, call) || TrackerMethods.IsOfTracker(symbols, method))
            return false;
        var taking = call.Arguments.FirstOrDefault(argument => LinqMethods.Lambda(argument.Value) == lambda)?.Parameter?.OriginalDefinition;
        if (taking?.Type is not INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } returned }
            || method.TypeParameters.FirstOrDefault(
                parameter => IsWhatIsReturned(returned, parameter) && IsWhatIsReturned(method.ReturnType, parameter)) is not { } result
            || !result.ConstraintTypes.IsEmpty)
            return false;
        return method.Parameters.All(parameter => SymbolEqualityComparer.Default.Equals(parameter, method.Parameters[taking.Ordinal])
            || !Mentions(parameter.Type, result))
            && !LooksAtIt(method, cancellationToken);
    }

    // T, Task<T>, ValueTask<T>
    private static bool IsWhatIsReturned(ITypeSymbol type, ITypeParameterSymbol result)
        => SymbolEqualityComparer.Default.Equals(type, result)
            || (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ } inner] }
            && SymbolEqualityComparer.Default.Equals(inner, result));

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol result)
        => SymbolEqualityComparer.Default.Equals(type, result)
            || (type is INamedTypeSymbol named && named.TypeArguments.Any(argument => Mentions(argument, result)))
            || (type is IArrayTypeSymbol array && Mentions(array.ElementType, result));

    // A method of this compilation that tests the type of the result, or names a tracker or a usage, may record it.
    private static bool LooksAtIt(IMethodSymbol method, CancellationToken cancellationToken)
        => method.DeclaringSyntaxReferences.Any(
            reference => reference.GetSyntax(cancellationToken).DescendantNodes().Any(static node => node switch
        {
            IsPatternExpressionSyntax test => test.Expression is not MemberAccessExpressionSyntax,
            SwitchStatementSyntax choice => choice.Expression is not MemberAccessExpressionSyntax,
            SwitchExpressionSyntax choice => choice.GoverningExpression is not MemberAccessExpressionSyntax,
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.IsExpression) || binary.IsKind(SyntaxKind.AsExpression),
            IdentifierNameSyntax name
                => Telling.Any(part => name.Identifier.ValueText.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0),
            _ => false,
        }));
}
