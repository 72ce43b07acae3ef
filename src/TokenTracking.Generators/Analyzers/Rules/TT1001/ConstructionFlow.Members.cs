using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

internal sealed partial class ConstructionFlow
{
    /// <summary>
    /// A provider that keeps another in a field is called through its own interface: whoever constructs the outer one is judged for both.
    /// In any other class a private member is followed to all of its uses.
    /// </summary>
    private ConstructionFate JudgeMember(ISymbol member, IOperation from)
    {
        if (!member.IsStatic && symbols.Types.ImplementedBy(member.ContainingType) is not null)
            return ConstructionFate.Tracked;

        // A pool that gets back what it handed out: its other uses decide.
        if (_followed.Contains(member))
            return ConstructionFate.Unused;
        if (PrivateUses.Of(member, from) is not { } uses)
            return ConstructionFate.Escapes;
        IEnumerable<IOperation> all = from is IAssignmentOperation { Parent: not IExpressionStatementOperation } ? [.. uses, from] : uses;
        return JudgeReads(member, all) == ConstructionFate.Tracked
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;
    }

    // A private method or local function shows all of its callers: they decide. Whoever else it is returned to may do anything.
    private ConstructionFate JudgeCallers(IReturnOperation result)
        => EnclosingUses.Of(result, cancellationToken) is var (member, uses) && _followed.Add(member) && AllTrack(uses)
            ? ConstructionFate.Tracked
            : ConstructionFate.Returned;

    // A caller that hands the bare one on is not made up for by another that wraps; within one body it is a decision.
    private bool AllTrack(IReadOnlyList<IOperation> uses)
    {
        var fates = uses.GroupBy(static use => OperationWalk.Root(use).Syntax).Select(WorstOf).ToList();
        return fates.Contains(ConstructionFate.Tracked) && fates.TrueForAll(static fate => fate is ConstructionFate.Tracked or ConstructionFate.Unused);
    }

    /// <summary>A lambda or method group that makes providers: where it is called, registered or wrapped up in a <c>Lazy</c>.</summary>
    private ConstructionFate JudgeDelegate(IOperation making)
    {
        var current = making;
        while (current.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } when ServiceRegistration.IsRegistration(symbols, call.TargetMethod) => JudgeRegistration(call),
            IArgumentOperation { Parent: IInvocationOperation call } argument when LinqMethods.IsSequenceMethod(call.TargetMethod) || CollectionMethods.IsReturnedBy(call.TargetMethod, argument.Parameter)
                => Judge(call),

            // cache.GetOrAdd(key, _ => new AcmeProvider()): what it returns is kept as well.
            IArgumentOperation { Parent: IInvocationOperation { Instance: { } kept } call } when CollectionMethods.IsOfCollections(call.TargetMethod) => JudgeTarget(kept, call),
            _ => current is IMethodReferenceOperation ? ConstructionFate.Escapes : Judge(current),
        };
    }

    // A private method that hands a provider out by a parameter: its callers decide.
    private ConstructionFate JudgeHandedOut(IParameterSymbol parameter, IOperation from)
        => EnclosingUses.Of(from, cancellationToken) is var (_, uses) && _followed.Add(parameter)
            && Worst([.. uses.Select(use => use is IInvocationOperation call
                && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given
                ? JudgeTarget(given.Value, call)
                : ConstructionFate.Escapes)]) == ConstructionFate.Tracked
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;

    private ConstructionFate JudgeTuple(ITupleOperation tuple, IOperation value)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
            whole = whole.Parent;
        if (whole.Parent is not IDeconstructionAssignmentOperation { Target: var target })
            return Judge(whole);
        var names = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        var at = tuple.Elements.IndexOf(value);
        return names is ITupleOperation { Elements: var elements } && at >= 0 && at < elements.Length
            ? JudgeTarget(elements[at], value)
            : ConstructionFate.Escapes;
    }

    private ConstructionFate JudgePattern(IPatternOperation pattern, IOperation value)
    {
        var reads = pattern.DescendantsAndSelf().Select(static inner => inner switch
        {
            IDeclarationPatternOperation declared => declared.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        }).OfType<ILocalSymbol>().SelectMany(local => OperationWalk.ReadsOf(local, OperationWalk.Root(value)));
        return WorstOf(reads);
    }
}
