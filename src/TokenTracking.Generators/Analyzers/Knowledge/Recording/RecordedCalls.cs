using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>The calls in one body whose results lead, completely or in part, to a recording in the same body. Computed once, backward from
/// the recordings.</summary>
internal sealed class RecordedCalls
{
    private const int MostValues = 20_000;

    private static readonly ConditionalWeakTable<IOperation, RecordedCalls> PerBody = new();
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IParameterSymbol, bool>> Recorders = new();

    private readonly HashSet<IOperation> _calls = [];
    private readonly TrackingSymbols _symbols;

    private RecordedCalls(TrackingSymbols symbols, IOperation root, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        var open = new Stack<IOperation>(
            root.Descendants().OfType<IInvocationOperation>().SelectMany(call => Recorded(call, cancellationToken)));
        var seen = new HashSet<IOperation>();
        var places = new HashSet<Reached>();
        while (open.Count > 0 && seen.Count < MostValues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var value = open.Pop();
            if (!seen.Add(value))
                continue;
            if (value is IInvocationOperation or IMethodReferenceOperation)
                _calls.Add(value);
            foreach (var part in value.ChildOperations)
            {
                if (!IsQuestion(part))
                    open.Push(part);
            }

            foreach (var given in Given(value, places, cancellationToken))
                open.Push(given);
        }
    }

    /// <summary>True for a call (or a delegate for one) whose result is recorded in the same body.</summary>
    public static bool Contain(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
        => PerBody.GetValue(OperationWalk.Root(call), root => new RecordedCalls(symbols, root, cancellationToken))._calls.Contains(call);

    // The arguments of the tracker, or of a method of this compilation that passes them to it.
    private IEnumerable<IOperation> Recorded(IInvocationOperation call, CancellationToken cancellationToken)
        => CallTracking.Records(_symbols, call)
            ? call.Arguments
            : CallTracking.IsOwn(_symbols, call.TargetMethod)
                ? call.Arguments.Where(argument => argument.Parameter is { } parameter && !IsQuestion(argument)
                    && RecordsParameter(call.TargetMethod, parameter, cancellationToken))
                : [];

    private bool RecordsParameter(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
        => Recorders.GetValue(_symbols.Compilation, static _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(parameter.OriginalDefinition, _ => RecordingMethods.RecordsParameter(_symbols, method, parameter, cancellationToken));

    // The response of one call is used in the prompt of the next one; the result of that call belongs to that call only.
    private bool IsQuestion(IOperation value)
        => value is IArgumentOperation { Parent: IInvocationOperation { Type: { } answer } asked } argument
            && UsageShape.Carries(_symbols, answer) && !UsageShape.Carries(_symbols, argument.Value.Type)
            && asked.TargetMethod.ContainingType.Name is not "Enumerable";

    // The values of a variable at a read, and of a member of this object.
    private IEnumerable<IOperation> Given(IOperation value, HashSet<Reached> places, CancellationToken cancellationToken) => value switch
    {
        ILocalReferenceOperation local => New(BodyFlow.Of(local).Reaching(local, local.Local, cancellationToken), places)
            .Where(definition => definition.Into is null || UsageShape.Carries(_symbols, definition.Value.Type))
            .Select(static definition => definition.Value),
        IParameterReferenceOperation
            => (ValueSteps.Each(new FlowValue(value), cancellationToken) ?? []).Select(static given => given.Operation),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: null or IInstanceReferenceOperation } member
            => MemberFlow.Around(member)?.OperationsGivenAtHome(member.Member, cancellationToken) ?? [],
        IConditionalAccessInstanceOperation instance => ValueSteps.Accessed(instance) is { } accessed ? [accessed] : [],
        _ => [],
    };

    // The definitions that no read before has led to.
    private static IEnumerable<Definition> New(Reached reached, HashSet<Reached> places)
    {
        var open = new Stack<Reached>([reached]);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (!places.Add(current))
                continue;
            foreach (var definition in current.Own)
                yield return definition;
            foreach (var further in current.Further)
                open.Push(further);
        }
    }
}
