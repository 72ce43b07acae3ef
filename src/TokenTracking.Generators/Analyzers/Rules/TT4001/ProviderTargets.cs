using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The targets of a provider, by the names under which call sites use them.</summary>
internal static class ProviderTargets
{
    /// <summary>The variables, parameters and methods that a value is assigned to, passed to or returned from.</summary>
    public static IEnumerable<ISymbol> Of(IOperation value, ISymbol containingSymbol) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or ICoalesceOperation
            => Of(value.Parent, containingSymbol),
        IConditionalOperation choice when choice.Condition != value => Of(choice, containingSymbol),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => [declarator.Symbol],
        IFieldInitializerOperation field => field.InitializedFields,
        IPropertyInitializerOperation property => property.InitializedProperties,
        IAssignmentOperation assignment when assignment.Value == value
            => [.. Variable(assignment.Target), .. Of(assignment, containingSymbol)],
        IArgumentOperation { Parameter: { } parameter } => [parameter.OriginalDefinition],
        IReturnOperation result when OperationWalk.ReturningLambda(result) is null => [Returning(result, containingSymbol)],
        _ => [],
    };

    private static IEnumerable<ISymbol> Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => [local.Local],
        IMemberReferenceOperation member => [member.Member.OriginalDefinition],
        IParameterReferenceOperation parameter => [parameter.Parameter.OriginalDefinition],
        _ => [],
    };

    private static ISymbol Returning(IReturnOperation result, ISymbol containingSymbol)
    {
        for (var current = result.Parent; current is not null; current = current.Parent)
        {
            if (current is ILocalFunctionOperation function)
                return function.Symbol;
        }

        return containingSymbol is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } ? property : containingSymbol;
    }
}
