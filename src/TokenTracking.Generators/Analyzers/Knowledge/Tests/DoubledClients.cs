using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Tests;

/// <summary>Clients of tests that are doubles or call nothing but one: <c>new Retrying(new FakeClient())</c>,
/// <c>new FakeClient().AsBuilder().UseLogging().Build()</c>, also where a helper of the tests makes them.</summary>
internal static class DoubledClients
{
    private const int MostLayers = 50;

    // A helper that calls a helper, or a branch within a branch; a value may also be given to itself.
    private const int MostHelpers = 4;

    /// <summary>True for a client that calls no LLM.</summary>
    public static bool Has(TrackingSymbols symbols, IOperation client) => Has(symbols, client, null, 0);

    private static bool Has(TrackingSymbols symbols, IOperation client, FlowCall? through, int helpers)
    {
        var open = new Stack<(IOperation Value, FlowCall? Through)>([(client, through)]);
        for (var step = 0; step < MostLayers && open.Count > 0; step++)
        {
            var (value, call) = open.Pop();
            if (OnlyOrigins.OriginOf(value, CancellationToken.None) is not { } origin)
                continue;
            if (Branches(origin) is { Count: > 0 } branches)
                return helpers < MostHelpers && branches.All(branch => Has(symbols, branch, call, helpers + 1));
            if (MockedCalls.IsDoubleItself(symbols, origin) || RegisteredDoubles.Are(symbols, origin))
                return true;
            if (origin is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } reference
                && MemberFlow.IsSetAtHomeAlone(member)
                && MemberFlow.Around(reference)?.OperationsGivenAtHome(member, CancellationToken.None) is { Count: > 0 } values)
            {
                // A member that is a double on one path only may be a real client on another.
                if (values.Count > 1)
                    return values.All(each => MockedCalls.IsDoubleItself(symbols, OnlyOrigins.OriginOf(each, CancellationToken.None)));
                open.Push((values[0], null));
            }

            // All that a helper returns are doubles, or what it returns stands around one.
            if (helpers < MostHelpers && MadeBy(origin) is { Count: > 0 } made)
                return made.All(each => Has(symbols, each, FlowCall.Enter(origin, call), helpers + 1));
            if (call is not null && origin is IParameterReferenceOperation { Parameter: var parameter }
                && Arguments.Of(call.Site, parameter) is { } given)
                open.Push((given, call.Outer));
            foreach (var inner in Inside(origin))
                open.Push((inner, call));
        }

        return false;
    }

    private static IReadOnlyList<IOperation> Branches(IOperation value) => value switch
    {
        IConditionalOperation { WhenTrue: { } one, WhenFalse: { } other } => [one, other],
        ICoalesceOperation { Value: var one, WhenNull: var other } => [one, other],
        ISwitchExpressionOperation { Arms: var arms } => [.. arms.Select(static arm => arm.Value)],
        _ => [],
    };

    private static IReadOnlyList<IOperation>? MadeBy(IOperation origin) => origin switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }
            => BodyFlow.Of(origin).Declaration(function) is { } local
                ? [.. BodyFlow.Of(origin).Returns(local).Select(static each => each.ReturnedValue).OfType<IOperation>()]
                : null,
        IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } method }
            => MemberFlow.Around(origin)?.ReturnedBy(method, CancellationToken.None)?.Values,
        IPropertyReferenceOperation { Property.GetMethod: { DeclaringSyntaxReferences.IsEmpty: false } getter }
            => MemberFlow.Around(origin)?.ReturnedBy(getter, CancellationToken.None)?.Values,
        _ => null,
    };

    // The object that a decorator of the same kind forwards to, and the beginning of a chain of calls.
    private static IEnumerable<IOperation> Inside(IOperation value) => value switch
    {
        IObjectCreationOperation { Type: { } type } creation => creation.Arguments
            .Where(argument => argument.Parameter?.Type is { TypeKind: TypeKind.Interface } face
                && type.AllInterfaces.Contains(face, SymbolEqualityComparer.Default))
            .Select(static argument => CallReceivers.Unconverted(argument.Value)!),
        IInvocationOperation call when CallReceivers.Of(call) is { } first => [first],
        _ => [],
    };
}
