using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>The uses of a private member. All of them are in its type, so a value can be followed through a field or a method.</summary>
internal static class PrivateUses
{
    /// <summary>Every read, call and method group of a private member; null if other types may use it too.</summary>
    public static IReadOnlyList<IOperation>? Of(ISymbol member, IOperation from)
        => MemberFlow.Around(from)?.UsesOf(member, CancellationToken.None);

    /// <summary>Every value that is assigned to a field or property in its own type; null if other types may set it.</summary>
    public static IReadOnlyList<IOperation>? ValuesOf(ISymbol member, IOperation from)
        => MemberFlow.IsSetAtHomeAlone(member) ? ValuesAtHome(member, from) : null;

    /// <summary>Every value that is assigned to a field or property in its own type, even if other types may set it.</summary>
    public static IReadOnlyList<IOperation> ValuesAtHome(ISymbol member, IOperation from)
        => MemberFlow.Around(from) is { } members ? [.. members.GivenAtHome(member, CancellationToken.None).Select(Whole)] : [];

    // (_a, _b) = (a, b): the element of the tuple.
    private static IOperation Whole(FlowValue value)
        => value.Part is not null && ValueSteps.Of(value, CancellationToken.None) is [{ Part: null, Operation: var part }]
            ? part
            : value.Operation;
}
