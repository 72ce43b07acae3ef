using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A step that adds to a counter, and the steps before it that are surely taken too.</summary>
internal static class Counters
{
    /// <summary>The counter and what an operation adds to it; null for an operation that adds to none.</summary>
    public static (string Counter, IOperation Value)? Added(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } added => (added.Target.Syntax.ToString(), added.Value),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "Interlocked" }, Arguments: [{ } target, { } value] }
            => (target.Value.Syntax.ToString(), value.Value),
        ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum } assigned
            when assigned.Target.Syntax.ToString() == sum.LeftOperand.Syntax.ToString()
            => (assigned.Target.Syntax.ToString(), sum.RightOperand),
        _ => null,
    };

    /// <summary>True for the counter itself in <c>sum = sum + more</c>: what it held before is for the steps to say.</summary>
    public static bool IsOf(IBinaryOperation sum, IOperation term)
    {
        var parent = sum.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is ISimpleAssignmentOperation { Target: { } target } && target.Syntax.ToString() == term.Syntax.ToString();
    }

    /// <summary>What the counter held from the statements before, in this block and those around it.</summary>
    public static IReadOnlyList<Summand> Before(IOperation step, string counter)
    {
        var statements = new List<IOperation>();
        for (var current = step; current.Parent is { } parent
            and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            if (parent is IBlockOperation block)
                statements.InsertRange(0, block.Operations.TakeWhile(statement => statement != current));
        }

        var held = new List<Summand>();
        foreach (var statement in statements)
        {
            if (Given(statement, counter) is not { } given)
                continue;
            if (!given.IsAdded)
                held.Clear();
            held.AddRange(DoubleCount.Counts(given.Value));
        }

        return held;
    }

    /// <summary>What a statement puts into a counter, or adds to it; null if it does neither.</summary>
    private static (IOperation Value, bool IsAdded)? Given(IOperation statement, string counter)
    {
        if (statement is IVariableDeclarationGroupOperation group)
        {
            return group.Declarations.SelectMany(static declaration => declaration.Declarators)
                .Where(declarator => declarator.Symbol.Name == counter)
                .Select(static declarator => declarator.Initializer?.Value).FirstOrDefault() is { } value
                ? (value, false)
                : null;
        }

        if (statement is not IExpressionStatementOperation { Operation: { } operation })
            return null;
        if (Added(operation) is { } added)
            return added.Counter == counter ? (added.Value, true) : null;
        return operation switch
        {
            // What is taken away may be what is added next.
            ICompoundAssignmentOperation changed when changed.Target.Syntax.ToString() == counter => (changed.Target, false),
            ISimpleAssignmentOperation set when set.Target.Syntax.ToString() == counter => (set.Value, false),
            _ => null,
        };
    }
}
