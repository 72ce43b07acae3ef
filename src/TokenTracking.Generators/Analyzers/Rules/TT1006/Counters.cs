using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A step that adds to a counter, and the steps that are certain to run before it.</summary>
internal static class Counters
{
    // The maximum number of steps; more of them add nothing.
    private const int MostSummands = 200;

    private static readonly ConditionalWeakTable<IOperation, CounterSteps> Blocks = new();

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

    /// <summary>True for the counter itself in <c>sum = sum + more</c>: the steps determine its previous value.</summary>
    public static bool IsOf(IBinaryOperation sum, IOperation term)
    {
        var parent = sum.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is ISimpleAssignmentOperation { Target: { } target } && target.Syntax.ToString() == term.Syntax.ToString();
    }

    /// <summary>The value of the counter from the previous statements, in this block and the blocks around it.</summary>
    public static IReadOnlyList<Summand> Before(IOperation step, string counter)
    {
        var statements = new List<(IOperation Value, bool IsAdded)>();
        for (var current = step; current.Parent is { } parent
            and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            if (parent is IBlockOperation block)
            {
                var steps = Blocks.GetValue(block, static key => new CounterSteps((IBlockOperation)key));
                statements.InsertRange(0, steps.Before(current, counter));
            }
        }

        var held = new List<Summand>();
        foreach (var (value, isAdded) in statements)
        {
            if (!isAdded)
                held.Clear();
            if (held.Count < MostSummands)
                held.AddRange(DoubleCount.Counts(value));
        }

        return held;
    }

    // The effect of each statement of a block on its counters, computed once because every step needs those of the previous steps.
    private sealed class CounterSteps
    {
        private readonly Dictionary<IOperation, int> _numbers = [];
        private readonly Dictionary<string, List<(int Number, IOperation Value, bool IsAdded)>> _steps = new(StringComparer.Ordinal);

        public CounterSteps(IBlockOperation block)
        {
            for (var i = 0; i < block.Operations.Length; i++)
            {
                _numbers[block.Operations[i]] = i;
                foreach (var (counter, value, isAdded) in Given(block.Operations[i]))
                {
                    if (!_steps.TryGetValue(counter, out var steps))
                        _steps.Add(counter, steps = []);
                    steps.Add((i, value, isAdded));
                }
            }
        }

        public IEnumerable<(IOperation Value, bool IsAdded)> Before(IOperation statement, string counter)
        {
            if (!_numbers.TryGetValue(statement, out var number) || !_steps.TryGetValue(counter, out var steps))
                yield break;
            foreach (var step in steps)
            {
                if (step.Number >= number)
                    yield break;
                yield return (step.Value, step.IsAdded);
            }
        }
    }

    /// <summary>The counters that a statement assigns or adds a value to.</summary>
    private static IEnumerable<(string Counter, IOperation Value, bool IsAdded)> Given(IOperation statement)
    {
        if (statement is IVariableDeclarationGroupOperation group)
        {
            return group.Declarations.SelectMany(static declaration => declaration.Declarators)
                .Where(static declarator => declarator.Initializer is not null)
                .Select(static declarator => (declarator.Symbol.Name, declarator.Initializer!.Value, false));
        }

        if (statement is not IExpressionStatementOperation { Operation: { } operation })
            return [];
        if (Added(operation) is { } added)
            return [(added.Counter, added.Value, true)];
        return operation switch
        {
            // A value that is subtracted may be added in the next step.
            ICompoundAssignmentOperation changed => [(changed.Target.Syntax.ToString(), changed, false)],
            ISimpleAssignmentOperation set => [(set.Target.Syntax.ToString(), set.Value, false)],
            _ => [],
        };
    }
}
