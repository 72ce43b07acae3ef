using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The values that the containing body assigns to a local: at once, step by step, from a tuple or from a pattern.</summary>
internal static class SummedLocals
{
    private static readonly ConditionalWeakTable<IOperation, IReadOnlyList<(IOperation Value, string Path)>> Known = new();

    /// <summary>The values whose sum the local is, and the properties by which a pattern reads it from one; none if its body uses it in
    /// another way.</summary>
    public static IReadOnlyList<(IOperation Value, string Path)> Of(ILocalReferenceOperation reference)
        => Known.GetValue(reference, static key => Find((ILocalReferenceOperation)key));

    private static List<(IOperation Value, string Path)> Find(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        var body = BodyFlow.Of(reference);
        var values = new List<(IOperation Value, string Path)>();
        var starts = 0;
        var seen = new HashSet<Definition>();
        var open = new Queue<Definition>(body.Reaching(reference, local, CancellationToken.None).Definitions.Where(seen.Add));
        while (open.Count > 0)
        {
            var definition = open.Dequeue();
            if (definition.Part is { Kind: AccessKind.Out } || IsChangedOtherwise(definition.At))
                return [];
            if (Added(definition.At, local) is { } added)
            {
                values.Add((added, ""));
                foreach (var before in Before(body, definition.At, local).Where(seen.Add))
                    open.Enqueue(before);
            }
            else if (definition.Into is null && Start(definition.At, local) is { } start && !start.Value.ConstantValue.HasValue)
            {
                values.Add(start);
                starts++;
            }
        }

        // If there are several initial values, it is not determined which of them applies at the read.
        return starts > 1 ? [] : values;
    }

    // The value of the local when something was added to it.
    private static IEnumerable<Definition> Before(BodyFlow body, IOperation adding, ILocalSymbol local)
        => Own(adding, local) is { } own ? body.Reaching(own, local, CancellationToken.None).Definitions : [];

    private static ILocalReferenceOperation? Own(IOperation adding, ILocalSymbol local) => adding switch
    {
        ICompoundAssignmentOperation added => added.Target as ILocalReferenceOperation,
        ISimpleAssignmentOperation { Value: { } sum }
            => UsagePath.Bare(sum) is IBinaryOperation { LeftOperand: var left, RightOperand: var right }
            ? new[] { left, right }.Select(UsagePath.Bare).OfType<ILocalReferenceOperation>().FirstOrDefault(own => Is(own.Local, local))
            : null,
        IInvocationOperation { Arguments: [{ Value: ILocalReferenceOperation target }, ..] } => target,
        _ => null,
    };

    private static IOperation? Added(IOperation operation, ILocalSymbol local) => operation switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } added when Is(added.Target, local) => added.Value,
        ISimpleAssignmentOperation { Value: { } sum } assigned when Is(assigned.Target, local) => Rest(sum, local),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "Interlocked" },
            Arguments: [{ } target, { } value] } when Is(target.Value, local) => value.Value,
        _ => null,
    };

    private static (IOperation Value, string Path)? Start(IOperation operation, ILocalSymbol local) => operation switch
    {
        IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when Is(declarator.Symbol, local) => (value, ""),
        ISimpleAssignmentOperation assigned when Is(assigned.Target, local) => (assigned.Value, ""),
        IDeconstructionAssignmentOperation { Target: { } target, Value: { } value } when Element(target, value, local) is { } element
            => (element, ""),
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } when Is(declared, local) => Matched(operation),
        IRecursivePatternOperation { DeclaredSymbol: { } declared } when Is(declared, local) => Matched(operation),
        _ => null,
    };

    // sum = sum + count
    private static IOperation? Rest(IOperation value, ILocalSymbol local) => UsagePath.Bare(value) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when Is(UsagePath.Bare(sum.LeftOperand), local) => sum.RightOperand,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when Is(UsagePath.Bare(sum.RightOperand), local) => sum.LeftOperand,
        _ => null,
    };

    private static bool IsChangedOtherwise(IOperation operation)
        => operation is ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Add } or IIncrementOrDecrementOperation;

    // var (input, cached) = (usage.InputTokens, usage.CacheReadTokens);
    private static IOperation? Element(IOperation target, IOperation value, ILocalSymbol local)
    {
        while (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (target is not ITupleOperation targets || UsagePath.Bare(value) is not ITupleOperation values)
            return null;
        for (var i = 0; i < targets.Elements.Length && i < values.Elements.Length; i++)
        {
            var at = targets.Elements[i] is IDeclarationExpressionOperation single ? single.Expression : targets.Elements[i];
            if (Is(at, local))
                return values.Elements[i];
        }

        return null;
    }

    // usage is { InputTokenCount: { } input }
    private static (IOperation Value, string Path)? Matched(IOperation pattern)
    {
        var path = "";
        for (var current = pattern.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property.Name: var name } }:
                    path = path.Length == 0 ? name : name + "." + path;
                    break;
                case IIsPatternOperation test:
                    return (test.Value, path);
                case IPatternOperation:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool Is(IOperation target, ILocalSymbol local)
        => target is ILocalReferenceOperation reference && Is(reference.Local, local);

    private static bool Is(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
