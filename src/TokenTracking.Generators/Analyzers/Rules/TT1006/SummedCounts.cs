using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>Follows a value back to the counts that it is the sum of: read where it stands, or gathered before in a variable, a field, a
/// record or a sum over a list.</summary>
internal sealed partial class SummedCounts(Compilation compilation) : ValueFold<Counts>
{
    private static readonly ConditionalWeakTable<Compilation, SummedCounts> PerCompilation = new();

    // Methods that keep a count: rounding, limits, other types of numbers.
    private static readonly HashSet<string> Keeping = new(StringComparer.Ordinal)
    {
        "Abs", "Ceiling", "Clamp", "Floor", "Round", "Truncate",
    };

    protected override ConcurrentDictionary<FlowValue, Counts> Memory { get; } = new();

    protected override Counts None => Counts.Nothing;

    protected override Counts Unknown => Counts.Unseen;

    public static SummedCounts Of(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new SummedCounts(key));

    /// <summary>What a sum is made of, in the order of the code.</summary>
    public static List<IOperation> Terms(IOperation sum)
    {
        var terms = new List<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(sum);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } added:
                    open.Push(added.RightOperand);
                    open.Push(added.LeftOperand);
                    break;
                case IConversionOperation conversion:
                    open.Push(conversion.Operand);
                    break;
                case IParenthesizedOperation parenthesized:
                    open.Push(parenthesized.Operand);
                    break;
                case var term:
                    terms.Add(term);
                    break;
            }
        }

        return terms;
    }

    protected override Counts Join(Counts one, Counts other) => Counts.Join(one, other);

    protected override Reading<Counts> Before(FlowValue value)
    {
        if (value.Part is null)
        {
            if (value.Operation.ConstantValue.HasValue || value.Operation is IDefaultValueOperation)
                return Is(Counts.Nothing);
            if (OfArithmetic(value) is { Kind: not ReadingKind.Follow } sum)
                return sum;
        }

        return value.Operation switch
        {
            // Every sum of a program is looked at: most are in files without a count.
            ILocalReferenceOperation or IInvocationOperation when !TokenFiles.Speaks(value.Operation.Syntax.SyntaxTree)
                => Is(Counts.Unseen),
            IInvocationOperation call when value.Part is null => OfCall(value, call),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member => OfMember(value, member),

            // An object is one and the same whoever passed it on.
            IParameterReferenceOperation
            {
                Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction },
            } given
                when value is { IsGiven: false, Part.Kind: AccessKind.Member }
                => Reading<Counts>.OneOf(VariableSteps.OfParameterAlone(value, given, CancellationToken.None)),
            _ => default,
        };
    }

    protected override Reading<Counts> Leaf(FlowValue value) => value switch
    {
        { Part: null, Operation: IParameterReferenceOperation { Parameter: { } parameter } } => Gathered(parameter, "", []),
        { Part: { } part } when Last(part) is { } member
            => Gathered(member, UsageHolders.Of(value) + UsagePaths.NamesBefore(part, member), UsagePaths.Of(value)),
        _ => Is(Counts.Of(UsagePaths.Of(value))),
    };

    private static Reading<Counts> OfArithmetic(FlowValue value) => value.Operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: not SpecialType.System_String } sum
            => Sum(value, sum.LeftOperand, sum.RightOperand),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => Sum(value, sum.Target, sum.Value),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "Interlocked" }, Arguments: [{ } target, { } added] }
            => Sum(value, target.Value, added.Value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
            => Reading<Counts>.MadeOf([value.With(product.LeftOperand), value.With(product.RightOperand)], factors
                => !factors[0].Paths.IsEmpty
                    ? Weighted(factors[0], product.RightOperand)
                    : Weighted(factors[1], product.LeftOperand)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } share
            => Reading<Counts>.MadeOf([value.With(share.LeftOperand), value.With(share.RightOperand)], parts
                => parts[1].Paths.IsEmpty ? Weighted(parts[0], share.RightOperand) : Counts.Unseen),
        _ => default,
    };

    private static Reading<Counts> Sum(FlowValue value, IOperation one, IOperation other)
        => Reading<Counts>.MadeOf([value.With(one), value.With(other)], Counts.Sum);

    private static Counts Weighted(Counts counts, IOperation weight)
        => counts.IsNothing ? counts : Counts.Of(counts.Paths.Select(count => count with { Weight = weight }));

    private static Reading<Counts> OfCall(FlowValue value, IInvocationOperation call) => call switch
    {
        { TargetMethod: { Name: "Max" or "Min", ContainingType.Name: "Math" }, Arguments: [{ } one, { } other] }
            => Reading<Counts>.OneOf(value.With(one.Value), value.With(other.Value)),
        { TargetMethod: { Name: var name, ContainingType.Name: "Math" or "Decimal" }, Arguments: [{ } kept, ..] }
            when Keeping.Contains(name) => Reading<Counts>.OneOf(value.With(kept.Value)),
        { TargetMethod.ContainingType: { Name: "Convert", ContainingNamespace.Name: "System" }, Arguments: [{ } converted] }
            => Reading<Counts>.OneOf(value.With(converted.Value)),
        { TargetMethod: { Name: "Read", ContainingType.Name: "Interlocked" or "Volatile" }, Arguments: [{ } read] }
            => Reading<Counts>.OneOf(value.With(read.Value)),

        // results.Sum(result => result.Usage.InputTokens), counts.Sum()
        { TargetMethod.Name: "Sum" } when LinqMethods.IsLinq(call.TargetMethod) && call.Arguments is [{ } source, ..]
            => Reading<Counts>.OneOf(call.Arguments.Length > 1
                ? value.With(call.Arguments[1].Value, Access.Result())
                : value.With(source.Value, Access.Element())),
        _ => default,
    };

    private static Reading<Counts> Is(Counts counts) => Reading<Counts>.Is(counts);
}
