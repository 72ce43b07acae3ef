using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The counts whose sum a value is: read in place, or first stored in a local, a field, a record or a sum over a list.</summary>
internal static class SummedCounts
{
    // The limit for a count that is assigned to a local, then to a field, then to a record.
    private const int Longest = 6;

    /// <summary>Every count that is a part of the value; none for a value that something is subtracted from.</summary>
    public static IEnumerable<UsagePath> Of(IOperation value) => Of(value, new Trail(value, null));

    /// <summary>The count that a value is, read in place or first stored in a local.</summary>
    public static IEnumerable<UsagePath> Single(IOperation value)
        => UsagePath.Bare(value) is ILocalReferenceOperation local && TokenFiles.Speaks(local.Syntax.SyntaxTree)
            ? SummedLocals.Of(local) is [{ } only]
            && UsagePath.Bare(only.Value) is IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
                ? UsagePath.Of(only.Value, only.Path)
                : []
            : UsagePath.Of(value);

    /// <summary>The terms of a sum.</summary>
    public static IEnumerable<IOperation> Terms(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Terms(sum.LeftOperand).Concat(Terms(sum.RightOperand)),
        IConversionOperation conversion => Terms(conversion.Operand),
        IParenthesizedOperation parenthesized => Terms(parenthesized.Operand),
        _ => [operation],
    };

    private static IEnumerable<UsagePath> Of(IOperation value, Trail trail)
    {
        var bare = UsagePath.Bare(value);
        return trail.Length > Longest || !trail.MayGoOn() ? [] : bare switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Of(sum.LeftOperand, trail).Concat(Of(sum.RightOperand, trail)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => OfProduct(product, trail),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } share when !Of(share.RightOperand, trail).Any()
                => Weighted(Of(share.LeftOperand, trail), share.RightOperand),
            IConditionalOperation { WhenFalse: { } other } choice when other.ConstantValue.HasValue
                || UsagePath.Bare(other).ConstantValue.HasValue => Of(choice.WhenTrue, trail),
            IConditionalOperation { WhenFalse: { } other } choice when UsagePath.Bare(choice.WhenTrue).ConstantValue.HasValue
                => Of(other, trail),
            ILocalReferenceOperation local when TokenFiles.Speaks(local.Syntax.SyntaxTree) => OfLocal(local, trail),
            IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" },
                Arguments: [{ } one, { } floor] } when floor.Value.ConstantValue.HasValue => Of(one.Value, trail),
            IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Interlocked" or "Volatile" }, Arguments: [{ } read] }
                => Of(read.Value, trail),
            IInvocationOperation { TargetMethod.Name: "Sum", Arguments.Length: > 0 } sum => OfList(sum, trail),
            IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } element => OfElement(element, trail),
            IMemberReferenceOperation member => OfMember(member, trail).Concat(UsagePath.Of(bare)),
            _ => [],
        };
    }

    private static IEnumerable<UsagePath> OfProduct(IBinaryOperation product, Trail trail)
    {
        var counts = Of(product.LeftOperand, trail).ToList();
        return counts.Count > 0 ? Weighted(counts, product.RightOperand) : Weighted(Of(product.RightOperand, trail), product.LeftOperand);
    }

    private static IEnumerable<UsagePath> Weighted(IEnumerable<UsagePath> counts, IOperation weight)
        => counts.Select(count => count with { Weight = weight });

    private static IEnumerable<UsagePath> OfLocal(ILocalReferenceOperation local, Trail trail)
    {
        if (trail.Holds(local.Local))
            yield break;
        trail = new Trail(local.Local, trail);
        foreach (var (value, path) in SummedLocals.Of(local))
        {
            foreach (var count in path.Length == 0 ? Of(value, trail) : UsagePath.Of(value, path))
                yield return count with { Place = count.Place ?? value.Syntax };
        }
    }

    // results.Sum(result => result.Usage.InputTokens)
    private static IEnumerable<UsagePath> OfList(IInvocationOperation sum, Trail trail)
    {
        if (sum.Arguments.Select(static argument => LinqMethods.Lambda(argument.Value))
            .FirstOrDefault(static lambda => lambda is not null) is not { Symbol.Parameters: [{ Name: var item }] } lambda
            || lambda.Body.Operations is not [IReturnOperation { ReturnedValue: { } added }])
            yield break;
        var list = (sum.Instance ?? sum.Arguments[0].Value).Syntax.ToString();
        foreach (var count in Of(added, trail))
        {
            var rest = count.Holder.StartsWith(item, StringComparison.Ordinal) ? count.Holder.Substring(item.Length) : "/" + count.Holder;
            yield return count with { Holder = list + "*" + rest };
        }
    }

    private static IEnumerable<UsagePath> OfElement(IFieldReferenceOperation element, Trail trail)
        => element is { Instance: ILocalReferenceOperation tuple, Field: var field }
            && SummedLocals.Of(tuple) is [{ Path.Length: 0, Value: var value }]
            && UsagePath.Bare(value) is ITupleOperation { Elements: var elements }
            && IndexOf(field) is var index && index >= 0 && index < elements.Length
            ? Of(elements[index], trail)
            : [];

    private static int IndexOf(IFieldSymbol element)
    {
        var elements = element.ContainingType.TupleElements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(elements[i].CorrespondingTupleField, element.CorrespondingTupleField))
                return i;
        }

        return -1;
    }

    private static IEnumerable<UsagePath> OfMember(IMemberReferenceOperation reference, Trail trail)
    {
        if (reference.Member is not (IFieldSymbol or IPropertySymbol)
            || reference.Member.DeclaringSyntaxReferences.IsEmpty || reference.SemanticModel is not { Compilation: var compilation }
            || trail.Holds(reference.Member))
            yield break;
        trail = new Trail(reference.Member, trail);
        var owner = reference.Instance is null or IInstanceReferenceOperation ? "" : reference.Instance.Syntax.ToString();
        foreach (var given in Values(reference.Member, compilation))
        {
            foreach (var count in Of(given.Value!, trail))
                yield return count with { Holder = owner + "|" + given.Object + "|" + count.Holder, Place = given.Value!.Syntax };
        }

        if (Body(reference, compilation) is not { } body)
            yield break;
        foreach (var count in Of(body, trail))
            yield return count with { Holder = owner + "|" + count.Holder, Place = null };
    }

    // public Row(long input) => Input = input: what Input is given is what the constructor is given.
    private static IEnumerable<MemberValue> Values(ISymbol member, Compilation compilation)
        => MemberValues.Of(member, compilation)
            .SelectMany(
                given => UsagePath.Bare(given.Value!) is IParameterReferenceOperation {
                    Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter }
            ? MemberValues.Of(parameter, compilation)
            : [given]);

    // public long Input => _usage.InputTokens ?? 0;
    private static IOperation? Body(IMemberReferenceOperation reference, Compilation compilation)
    {
        if (reference.Member is not IPropertySymbol { SetMethod: null, DeclaringSyntaxReferences: [{ } declared] }
            || !compilation.ContainsSyntaxTree(declared.SyntaxTree) || !TokenFiles.Speaks(declared.SyntaxTree)
            || declared.GetSyntax() is not PropertyDeclarationSyntax { ExpressionBody.Expression: { } body })
            return null;
        var model = reference.SemanticModel!.SyntaxTree == declared.SyntaxTree
            ? reference.SemanticModel
            : compilation.GetSemanticModel(declared.SyntaxTree);
        return model.GetOperation(body);
    }

    /// <summary>The locals and members that were followed: none is a part of itself, and a sum of very many parts is followed only up to a
    /// limit.</summary>
    private sealed class Trail(object followed, Trail? before)
    {
        private const int MostSteps = 400;

        private readonly int[] _steps = before?._steps ?? [0];

        public int Length { get; } = before is null ? 0 : before.Length + 1;

        public bool MayGoOn() => ++_steps[0] <= MostSteps;

        public bool Holds(ISymbol symbol)
        {
            for (var trail = this; trail is not null; trail = trail.Before)
            {
                if (trail.Followed is ISymbol known && SymbolEqualityComparer.Default.Equals(known, symbol))
                    return true;
            }

            return false;
        }

        private object Followed { get; } = followed;

        private Trail? Before { get; } = before;
    }
}
