using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

internal sealed partial class ConstructionFlow
{
    // _wrapped = (bare = new AcmeProvider()).WithTokenTracking(tracker), (_bare ??= new AcmeProvider()).WithTokenTracking(tracker):
    // the assignment is a value of its own.
    private ConstructionFate JudgeAssignment(IAssignmentOperation assignment, IOperation value)
    {
        var isValue = assignment.Parent is not IExpressionStatementOperation;
        if (assignment.Target == value)
            return isValue && assignment is ICoalesceAssignmentOperation ? Judge(assignment) : ConstructionFate.Unused;
        var fate = JudgeTarget(assignment.Target, assignment);
        return fate is ConstructionFate.Unused && isValue ? Judge(assignment) : fate;
    }

    // var (fast, careful) = Pair(): whichever of them a provider is, all that are providers have to be tracked.
    private ConstructionFate JudgeParts(IOperation target, IOperation from)
    {
        var fates = target.DescendantsAndSelf()
            .Where(part => part is ILocalReferenceOperation or IMemberReferenceOperation && IsOfProviders(part.Type))
            .Select(part => JudgeTarget(part, from)).ToList();
        return Worst(fates);
    }

    private ConstructionFate JudgeTarget(IOperation target, IOperation from) => target switch
    {
        ILocalReferenceOperation local => JudgeLocal(local.Local, from),
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => JudgeLocal(declared.Local, from),
        IDiscardOperation => ConstructionFate.Unused,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => JudgeReads(
            parameter.Parameter, OperationWalk.ReadsOf(parameter.Parameter, OperationWalk.Root(from))),

        // What an out parameter holds at the end is handed out: only the wrapper that replaces it makes up for it.
        IParameterReferenceOperation { Parameter: { } handedOut }
            => OperationWalk.ReadsOf(handedOut, OperationWalk.Root(from)).Any(read => IsReplacedByItsWrapper(read, handedOut))
                ? ConstructionFate.Tracked
                : JudgeHandedOut(handedOut, from),

        // { ["local"] = new LocalLlmProvider() }, and providers["local"] = new LocalLlmProvider()
        IPropertyReferenceOperation { Property.IsIndexer: true,
            Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } element
            => element.Parent?.Parent is IObjectOrCollectionInitializerOperation { Parent: { } collection }
                ? Judge(collection)
                : ConstructionFate.Escapes,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => JudgeTarget(collection, from),
        IArrayElementReferenceOperation { ArrayReference: { } array } => JudgeTarget(array, from),
        IConversionOperation conversion => JudgeTarget(conversion.Operand, from),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol,
            Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member
            => JudgeMember(member.Member, from),
        _ => ConstructionFate.Escapes,
    };

    private ConstructionFate JudgeLocal(ILocalSymbol local, IOperation from)
        => JudgeReads(local, OperationWalk.ReadsOf(local, OperationWalk.Root(from)));

    private ConstructionFate JudgeReads(ISymbol variable, IEnumerable<IOperation> reads)
    {
        // A variable that is assigned from itself: what its other reads say decides.
        if (!_followed.Add(variable))
            return ConstructionFate.Unused;
        var reading = reads.ToList();
        if (reading.Any(read => IsReplacedByItsWrapper(read, variable) || IsGivenATracker(read)))
            return ConstructionFate.Tracked;

        // var claude = new AcmeProvider(); Use(claude.WithTokenTracking(tracker)); await claude.CompleteAsync(...): the call past
        // the wrapper has a receiver of the concrete class, and is reported for itself.
        return variable is ILocalSymbol { Type.TypeKind: TypeKind.Class } local
            && !symbols.Types.IsTracked(local.Type) && reading.Any(IsWrapped)
            ? WorstOf(reading.Where(read => !IsCalledForUsage(read)))
            : WorstOf(reading);
    }

    // llm.UseTracker(tracker): the object itself tracks from there on, whoever it is handed to.
    private bool IsGivenATracker(IOperation read)
        => UseOf(read) is var (call, argument)
            && (argument?.Parameter is { } parameter
                ? Wrapping.GivesTrackerTo(call.TargetMethod, parameter, cancellationToken)
                : call.TargetMethod.Name == Wrapping.UseTracker && Wrapping.IsWrapper(symbols, call.TargetMethod));

    private bool IsWrapped(IOperation read)
        => UseOf(read) is var (call, argument)
            && (Wrapping.IsWrapper(symbols, call.TargetMethod)
                || (argument?.Parameter is { } parameter
                    ? Wrapping.WrapsParameter(call.TargetMethod, parameter, cancellationToken)
                    : Wrapping.WrapsReceiver(call.TargetMethod, cancellationToken)));

    private bool IsCalledForUsage(IOperation read)
        => read.Parent is IInvocationOperation call && call.Instance == read && UsageShape.Carries(symbols, call.TargetMethod.ReturnType);

    // The call that a provider is handed to, or that is made on it.
    private static (IInvocationOperation Call, IArgumentOperation? Argument)? UseOf(IOperation value) => value.Parent switch
    {
        IConversionOperation conversion => UseOf(conversion),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call }
            => (call, null),
        IInvocationOperation call when call.Instance == value => (call, null),
        IArgumentOperation { Parent: IInvocationOperation call } argument => (call, argument),
        _ => null,
    };

    /// <summary>
    /// Wrapped once is enough where the bare provider is otherwise only returned (<c>track ? p.WithTokenTracking(t) : p</c> is a decision);
    /// a call on the bare one, or keeping it, is not covered by a wrapper beside it.
    /// </summary>
    private ConstructionFate WorstOf(IEnumerable<IOperation> reads) => Worst([.. reads.Select(Judge)]);

    private static ConstructionFate Worst(IReadOnlyCollection<ConstructionFate> fates)
    {
        if (fates.Contains(ConstructionFate.Escapes))
            return ConstructionFate.Escapes;
        if (fates.Contains(ConstructionFate.Tracked))
            return ConstructionFate.Tracked;
        return fates.Contains(ConstructionFate.Returned) ? ConstructionFate.Returned : ConstructionFate.Unused;
    }

    // client = client.WithTokenTracking(tracker): from there on the variable holds the wrapper.
    private bool IsReplacedByItsWrapper(IOperation read, ISymbol variable)
    {
        for (var current = read; current.Parent is { } parent; current = parent)
        {
            if (parent is ISimpleAssignmentOperation assignment)
            {
                return assignment.Value == current && assignment.Target switch
                {
                    ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
                    IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
                    _ => false,
                } && assignment.Value.DescendantsAndSelf().OfType<IInvocationOperation>()
                    .Any(call => Wrapping.IsWrapper(symbols, call.TargetMethod));
            }

            if (parent is IExpressionStatementOperation or IBlockOperation)
                return false;
        }

        return false;
    }
}
