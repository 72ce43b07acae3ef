using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

internal sealed partial class SummedCounts
{
    private Reading<Counts> OfMember(FlowValue value, IMemberReferenceOperation reference)
    {
        var member = reference.Member;
        if (reference.Instance is not (null or IInstanceReferenceOperation))
        {
            // Another object: the values that it was created with, if its creation is visible.
            return member.DeclaringSyntaxReferences.IsEmpty || member.ContainingType is { IsTupleType: true } or { IsAnonymousType: true }
                ? default
                : Reading<Counts>.MadeOf(
                    [value.With(reference.Instance, Access.Member(member, value.Part))],
                    made => Both(UsagePaths.Of(value), made));
        }

        // An object that a field holds is known by the field.
        if (value.Part is { Kind: AccessKind.Member })
            return Leaf(value);
        return value.Part is not null || value.Call is { Site: IObjectCreationOperation } || Computed(member) is { Count: > 0 }
            ? default
            : Gathered(member, "", UsagePaths.Of(value));
    }

    /// <summary>The counts that everything which is put into a member adds up to.</summary>
    /// <param name="member">A field or property, or a constructor's parameter.</param>
    /// <param name="owner">Whose member it is.</param>
    /// <param name="own">The counts that the member itself is.</param>
    private Reading<Counts> Gathered(ISymbol member, string owner, IReadOnlyList<UsagePath> own)
    {
        var given = MemberValues.Of(member, compilation);
        var computed = member is IPropertySymbol ? Computed(member) : [];
        var objects = given.Select(static each => each.Object).Concat(computed.Select(static _ => "")).ToList();
        return Reading<Counts>.MadeOf(
            [.. given.Select(static each => new FlowValue(each.Value!)), .. computed.Select(static each => new FlowValue(each))],
            answers => Both(own, [.. answers.Select((answer, i) => OfObject(answer, owner, objects[i]))]));
    }

    // public long Input => _usage.InputTokens ?? 0;
    private IReadOnlyList<IOperation> Computed(ISymbol member)
        => member is IPropertySymbol { SetMethod: null, GetMethod: { } getter, DeclaringSyntaxReferences: [{ } declared] }
            && TokenFiles.Speaks(declared.SyntaxTree)
            && MemberFlow.Of(compilation).ReturnedIn(getter, CancellationToken.None) is { } returned
            ? returned.Values
            : [];

    // Of the counts of one object, a part belongs to its total.
    private static Counts OfObject(Counts counts, string owner, string made)
    {
        var mark = owner + "|" + made + "|";
        var own = counts.Paths.Select(count => count.Holder.Contains(mark) ? count : count with { Holder = mark + count.Holder });

        // What this object holds for its whole life is the same wherever it is read.
        return Counts.Of(owner.Length == 0 ? own.Concat(counts.Paths.Where(static count => UsageHolders.IsLasting(count.Holder))) : own);
    }

    private static Counts Both(IReadOnlyList<UsagePath> own, IReadOnlyList<Counts> made)
        => Counts.Of(own.Concat(made.SelectMany(static each => each.Paths)));

    // The member at the end of a way through members.
    private static ISymbol? Last(Access part)
    {
        var last = part;
        while (last.Rest is { } rest)
            last = rest;
        return last is { Kind: AccessKind.Member, Symbol: { } member } ? member : null;
    }
}
