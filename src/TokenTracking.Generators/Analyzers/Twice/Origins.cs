using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Construction;

namespace TokenTracking.Generators.Analyzers.Twice;

/// <summary>Values of which the same method shows where they come from.</summary>
internal static class Origins
{
    /// <summary>The expression that a local was declared or once assigned with, else the expression itself; null where it is assigned in several ways.</summary>
    public static IOperation? Of(IOperation? value)
    {
        switch (value)
        {
            case null:
                return null;
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Of(awaited.Operation);
            case ILocalReferenceOperation local:
                var values = Values(local.Local, OperationWalk.Root(local)).Take(2).ToList();
                return values.Count == 1 ? Of(values[0]) : null;
            case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                return Of(task);
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                return Of(task);
            default:
                return value;
        }
    }

    /// <summary>True for a receiver that this method got tracked: from the wrapper or the factory.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation? receiver)
        => Of(receiver) switch
        {
            IInvocationOperation call => Wrapping.IsWrapper(symbols, call.TargetMethod) && !IsUntrackedFactory(call),

            // A field that its type gives nothing but tracked providers.
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field when symbols.Types.IsOrInheritsTracked(field.Type)
                => PrivateUses.ValuesOf(field.Field, field) is { Count: > 0 } values && values.All(value => value is not IFieldReferenceOperation && IsTracked(symbols, value)),
            _ => false,
        };

    /// <summary>True for <c>LlmFactory.Create(trackTokens: false)</c>.</summary>
    public static bool IsUntrackedFactory(IInvocationOperation call)
        => call.Arguments.Any(static argument => argument.Parameter?.Name == "trackTokens"
            && argument.Value.ConstantValue is { HasValue: true } constant && constant.Value is not true);

    private static IEnumerable<IOperation> Values(ILocalSymbol local, IOperation root)
    {
        foreach (var operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Initializer: { } initializer } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                yield return initializer.Value;
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                && SymbolEqualityComparer.Default.Equals(target.Local, local))
                yield return assignment.Value;
        }
    }
}
