using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>Steps through the operations of one body that the flow analyses share.</summary>
internal static class OperationWalk
{
    /// <summary>The whole body (or initializer) that an operation stands in, lambdas and local functions included.</summary>
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

    /// <summary>The call that a lambda is an argument of; null if it goes elsewhere.</summary>
    public static IInvocationOperation? TakingCall(IAnonymousFunctionOperation lambda)
    {
        IOperation current = lambda;
        while (current.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent is IArgumentOperation { Parent: IInvocationOperation call } ? call : null;
    }
}
