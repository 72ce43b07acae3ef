using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>Walks through the operations of one body that several flow analyses use.</summary>
internal static class OperationWalk
{
    /// <summary>The body (or initializer) that contains an operation, including lambdas and local functions.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Every place of a body that reads the local.</summary>
    public static IEnumerable<IOperation> ReadsOf(ILocalSymbol local, IOperation root) => BodyFlow.Of(root).ReadsOf(local);

    /// <summary>True for a local that is assigned after its declaration.</summary>
    public static bool IsAssignedAgain(ILocalSymbol local, IOperation root)
        => BodyFlow.Of(root).DefinitionsOf(local).Any(static definition => definition is { Into: null, At: ISimpleAssignmentOperation });

    /// <summary>Every place of a body that reads the parameter.</summary>
    public static IEnumerable<IOperation> ReadsOf(IParameterSymbol parameter, IOperation root) => BodyFlow.Of(root).ReadsOf(parameter);

    /// <summary>The lambda that a value is returned from; null if a method returns it.</summary>
    public static IAnonymousFunctionOperation? ReturningLambda(IReturnOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
                return lambda;
            if (current is ILocalFunctionOperation)
                return null;
        }

        return null;
    }

    /// <summary>The call that a lambda is an argument of; null if the lambda is used in another way.</summary>
    public static IInvocationOperation? TakingCall(IAnonymousFunctionOperation lambda)
    {
        IOperation current = lambda;
        while (current.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent is IArgumentOperation { Parent: IInvocationOperation call } ? call : null;
    }
}
