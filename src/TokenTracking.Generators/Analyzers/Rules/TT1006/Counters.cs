using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A step that adds to a counter, and what the counter held before.</summary>
internal static class Counters
{
    // More of them say nothing new.
    private const int MostSteps = 200;

    private static readonly ConditionalWeakTable<IOperation, CounterSteps> Blocks = new();

    /// <summary>The counter as the step reads it, and what the step adds; null for an operation that adds to none.</summary>
    public static (IOperation Counter, IOperation Value)? Added(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } added => (added.Target, added.Value),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "Interlocked" }, Arguments: [{ } target, { } value] }
            => (target.Value, value.Value),
        ISimpleAssignmentOperation assigned when UsagePath.Bare(assigned.Value)
            is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
            => IsSame(assigned.Target, sum.LeftOperand) ? (UsagePath.Bare(sum.LeftOperand), sum.RightOperand)
                : IsSame(assigned.Target, sum.RightOperand) ? (UsagePath.Bare(sum.RightOperand), sum.LeftOperand) : null,
        _ => null,
    };

    /// <summary>True for the counter itself in <c>sum = sum + more</c>: what it held before is for the steps to say.</summary>
    public static bool IsOf(IOperation sum, IOperation term)
    {
        var parent = sum.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is ISimpleAssignmentOperation { Target: { } target } && IsSame(target, term);
    }

    /// <summary>
    /// The values that the statements before a step add to a field or property, in its block and the enclosing blocks.
    /// </summary>
    public static IReadOnlyList<IOperation> Before(IOperation step, IOperation counter)
    {
        var held = new List<IOperation>();
        var name = counter.Syntax.ToString();
        for (var current = step; current.Parent is { } parent
            and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            if (parent is IBlockOperation block
                && !Blocks.GetValue(block, static key => new CounterSteps((IBlockOperation)key)).AddBefore(current, name, held))
                break;
        }

        return held;
    }

    private static bool IsSame(IOperation one, IOperation other) => one.Syntax.ToString() == UsagePath.Bare(other).Syntax.ToString();

    // What each statement of a block does to its counters, found once: every step asks for those before it.
    private sealed class CounterSteps
    {
        private readonly Dictionary<IOperation, int> _numbers = [];
        private readonly Dictionary<string, List<(int Number, IOperation Value, bool IsAdded)>> _steps = new(StringComparer.Ordinal);

        public CounterSteps(IBlockOperation block)
        {
            for (var i = 0; i < block.Operations.Length; i++)
            {
                _numbers[block.Operations[i]] = i;
                if (block.Operations[i] is not IExpressionStatementOperation { Operation: { } operation }
                    || Given(operation) is not var (counter, value, isAdded))
                    continue;
                if (!_steps.TryGetValue(counter, out var steps))
                    _steps.Add(counter, steps = []);
                steps.Add((i, value, isAdded));
            }
        }

        /// <summary>Adds what the statements before one put into a counter, the last of them first.</summary>
        /// <returns>False if nothing of what it held before the block is left.</returns>
        public bool AddBefore(IOperation statement, string counter, List<IOperation> held)
        {
            if (!_numbers.TryGetValue(statement, out var number) || !_steps.TryGetValue(counter, out var steps))
                return true;
            var first = steps.BinarySearch((number, statement, false), StepOrder.Instance);
            for (var i = (first < 0 ? ~first : first) - 1; i >= 0 && held.Count < MostSteps; i--)
            {
                held.Add(steps[i].Value);
                if (!steps[i].IsAdded)
                    return false;
            }

            return held.Count < MostSteps;
        }

        private static (string Counter, IOperation Value, bool IsAdded)? Given(IOperation operation)
            => Added(operation) is var (counter, value) ? (counter.Syntax.ToString(), value, true) : operation switch
            {
                // The part that is subtracted may be the part that is added next.
                ICompoundAssignmentOperation changed => (changed.Target.Syntax.ToString(), changed, false),
                ISimpleAssignmentOperation set => (set.Target.Syntax.ToString(), set.Value, false),
                _ => null,
            };
    }

    private sealed class StepOrder : IComparer<(int Number, IOperation Value, bool IsAdded)>
    {
        public static readonly StepOrder Instance = new();

        public int Compare((int Number, IOperation Value, bool IsAdded) x, (int Number, IOperation Value, bool IsAdded) y)
            => x.Number.CompareTo(y.Number);
    }
}
