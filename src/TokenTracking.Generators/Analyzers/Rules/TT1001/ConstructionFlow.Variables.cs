using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

// The variables and members that contain a provider, and the operations that read them.
internal sealed partial class ConstructionFlow
{
    // _wrapped = (bare = new AcmeProvider()).WithTokenTracking(tracker), (_bare ??= new AcmeProvider()).WithTokenTracking(tracker): the
    // value of the assignment itself is used.
    private Reading<Judgement> OfAssignment(IAssignmentOperation assignment, IOperation value)
    {
        var isValue = assignment.Parent is not IExpressionStatementOperation;
        if (assignment.Target == value)
        {
            return isValue && assignment is ICoalesceAssignmentOperation
                ? Judgements.At(assignment)
                : Judgements.Is(ConstructionFate.Unused);
        }

        var held = OfTarget(assignment.Target, assignment);
        return !isValue ? held
            : Judgements.Made([held, Judgements.At(assignment)], static fates => fates[0] is ConstructionFate.Unused ? fates[1] : fates[0]);
    }

    // var (fast, careful) = Pair(): it is not known which of them the provider is, so every provider has to be tracked.
    private Reading<Judgement> OfParts(IOperation target, IOperation write)
        => Judgements.Worst(
        [
            .. target.DescendantsAndSelf()
                .Where(part => part is ILocalReferenceOperation or IMemberReferenceOperation && IsOfProviders(part.Type))
                .Select(part => OfTarget(part, write)),
        ]);

    private Reading<Judgement> OfTuple(ITupleOperation tuple, IOperation value)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
            whole = whole.Parent;
        if (whole.Parent is not IDeconstructionAssignmentOperation deconstruction || deconstruction.Value != whole)
            return Judgements.At(tuple);
        var names = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        var position = tuple.Elements.IndexOf(value);
        return names is ITupleOperation { Elements: var elements } && position >= 0 && position < elements.Length
            ? OfTarget(elements[position], deconstruction)
            : Judgements.Is(ConstructionFate.Escapes);
    }

    private Reading<Judgement> OfPatterns(IOperation value, IEnumerable<IPatternOperation> patterns)
        => Judgements.AtAll(OfProviders(patterns.SelectMany(static pattern => pattern.DescendantsAndSelf()).OfType<IPatternOperation>()
            .SelectMany(pattern => UseSteps.Reads(value, pattern, _cancellationToken))));

    /// <summary>The result for the target of a write.</summary>
    /// <param name="target">The target.</param>
    /// <param name="write">The assignment or call that writes to it.</param>
    private Reading<Judgement> OfTarget(IOperation target, IOperation write) => target switch
    {
        ILocalReferenceOperation local => OfReads(local.Local, ReadsAfter(local.Local, write)),
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }
            => OfReads(declared.Local, ReadsAfter(declared.Local, write)),
        ITupleOperation or IDeclarationExpressionOperation { Expression: ITupleOperation } => OfParts(target, write),
        IDiscardOperation => Judgements.Is(ConstructionFate.Unused),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => OfReads(parameter, ReadsAfter(parameter, write)),

        // The caller receives the last value of an out parameter; only a wrapper that replaces the provider makes it tracked.
        IParameterReferenceOperation { Parameter: var given }
            => ReadsAfter(given, write).Any(read => IsReplacedByItsWrapper(read, given))
                ? Judgements.Is(ConstructionFate.Tracked)
                : OfOutParameter(given, write),

        // { ["local"] = new LocalLlmProvider() }, and providers["local"] = new LocalLlmProvider()
        IPropertyReferenceOperation
        {
            Property.IsIndexer: true, Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
        } element
            => element.Parent?.Parent is IObjectOrCollectionInitializerOperation { Parent: { } collection }
                ? Judgements.At(collection)
                : Judgements.Is(ConstructionFate.Escapes),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => OfTarget(collection, write),
        IArrayElementReferenceOperation { ArrayReference: { } array } => OfTarget(array, write),
        IConversionOperation conversion => OfTarget(conversion.Operand, write),
        IMemberReferenceOperation
        {
            Member: IFieldSymbol or IPropertySymbol,
            Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
        } member
            => OfMember(member.Member, write),
        _ => Judgements.Is(ConstructionFate.Escapes),
    };

    private IReadOnlyList<IOperation> ReadsAfter(ISymbol variable, IOperation write)
    {
        var body = BodyFlow.Of(write);
        var written = body.DefinitionsAt(write)
            .Where(definition => SymbolEqualityComparer.Default.Equals(definition.Variable, variable)).ToList();
        return written.Count == 0
            ? body.ReadsOf(variable)
            : [.. written.SelectMany(definition => body.ReadsReached(definition, _cancellationToken)).Distinct()];
    }

    /// <summary>
    /// A provider that stores another provider in a field is called through its own interface, and its construction is checked for both. In
    /// any other class, all uses of a private member are followed.
    /// </summary>
    private Reading<Judgement> OfMember(ISymbol member, IOperation write)
    {
        if (!member.IsStatic && _symbols.Types.ImplementedBy(member.ContainingType) is not null)
            return Judgements.Is(ConstructionFate.Tracked);
        if (MemberFlow.Around(write)?.UsesOf(member, _cancellationToken) is not { } uses)
            return Judgements.Is(ConstructionFate.Escapes);
        return Judgements.OrEscapes(OfReads(
            member, write is IAssignmentOperation { Parent: not IExpressionStatementOperation } ? [.. uses, write] : uses));
    }

    // A private method that passes a provider out through a parameter: its callers decide.
    private Reading<Judgement> OfOutParameter(IParameterSymbol parameter, IOperation write)
        => EnclosingUses.Of(write, _cancellationToken) is var (_, uses)
            ? Judgements.OrEscapes(Judgements.Worst([.. uses.Select(use => use is IInvocationOperation call
                && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given
                    ? OfTarget(given.Value, call)
                    : Judgements.Is(ConstructionFate.Escapes))]))
            : Judgements.Is(ConstructionFate.Escapes);

    private Reading<Judgement> OfReads(ISymbol variable, IReadOnlyList<IOperation> reads)
    {
        if (reads.Any(read => IsReplacedByItsWrapper(read, variable) || IsGivenATracker(read)))
            return Judgements.Is(ConstructionFate.Tracked);

        // var claude = new AcmeProvider(); Use(claude.WithTokenTracking(tracker)); await claude.CompleteAsync(...): the call without the
        // wrapper has a receiver of the concrete class, and is reported itself.
        var isOfAClass = variable is ILocalSymbol { Type.TypeKind: TypeKind.Class } local && !_symbols.Types.IsTracked(local.Type);
        return Judgements.AtAll(isOfAClass && reads.Any(IsWrapped) ? reads.Where(read => !IsCalledForUsage(read)) : reads);
    }

    // llm.UseTracker(tracker): from here on, the object itself tracks its calls.
    private bool IsGivenATracker(IOperation read)
        => UseOf(read) is var (call, argument)
            && (argument?.Parameter is { } parameter
                ? Wrapping.GivesTrackerTo(call.TargetMethod, parameter, _cancellationToken)
                : call.TargetMethod.Name == Wrapping.UseTracker && Wrapping.IsWrapper(_symbols, call.TargetMethod));

    private bool IsWrapped(IOperation read)
        => UseOf(read) is var (call, argument)
            && (Wrapping.IsWrapper(_symbols, call.TargetMethod)
                || (argument?.Parameter is { } parameter
                    ? Wrapping.WrapsParameter(call.TargetMethod, parameter, _cancellationToken)
                    : Wrapping.WrapsReceiver(call.TargetMethod, _cancellationToken)));

    private bool IsCalledForUsage(IOperation read)
        => read.Parent is IInvocationOperation call && call.Instance == read && UsageShape.Carries(_symbols, call.TargetMethod.ReturnType);

    // The call that has a provider as an argument or as its receiver.
    private static (IInvocationOperation Call, IArgumentOperation? Argument)? UseOf(IOperation value)
    {
        while (value.Parent is IConversionOperation conversion)
            value = conversion;
        return value.Parent switch
        {
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call }
                => (call, null),
            IInvocationOperation call when call.Instance == value => (call, null),
            IArgumentOperation { Parent: IInvocationOperation call } argument => (call, argument),
            _ => null,
        };
    }

    // client = client.WithTokenTracking(tracker): from here on, the variable contains the wrapper.
    private bool IsReplacedByItsWrapper(IOperation read, ISymbol variable)
    {
        for (var current = read; current.Parent is { } parent and not (IExpressionStatementOperation or IBlockOperation); current = parent)
        {
            if (parent is not ISimpleAssignmentOperation assignment)
                continue;
            var assigned = assignment.Target switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => (ISymbol?)null,
            };
            return assignment.Value == current && SymbolEqualityComparer.Default.Equals(assigned, variable)
                && assignment.Value.DescendantsAndSelf().OfType<IInvocationOperation>()
                    .Any(call => Wrapping.IsWrapper(_symbols, call.TargetMethod));
        }

        return false;
    }
}
