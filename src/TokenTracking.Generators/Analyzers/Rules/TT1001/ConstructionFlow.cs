using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>
/// Follows a constructed provider from place to place to the wrapper, registration or escape that it ends in. A place is an operation whose
/// value is or contains the provider; with a part, it is a value that was read from the provider.
/// </summary>
internal sealed partial class ConstructionFlow : FlowFold<Judgement>
{
    private static readonly ConditionalWeakTable<TrackingSymbols, ConcurrentDictionary<FlowValue, Judgement>> Known = new();

    private readonly TrackingSymbols _symbols;
    private readonly CancellationToken _cancellationToken;

    public ConstructionFlow(TrackingSymbols symbols, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _cancellationToken = cancellationToken;
        Memory = Known.GetValue(symbols, static _ => new());
    }

    /// <summary>True if the construction is in a registration of the tracked interface that no later call decorates.</summary>
    public bool IsRegisteredTooLate { get; private set; }

    protected override ConcurrentDictionary<FlowValue, Judgement> Memory { get; }

    protected override Judgement None => default;

    protected override Judgement Unknown => new(ConstructionFate.Tracked);

    /// <summary>True if an untracked provider is used after the construction.</summary>
    public bool IsUntracked(IOperation construction)
    {
        var judged = Of(new FlowValue(construction), _cancellationToken);
        IsRegisteredTooLate = judged.IsRegisteredTooLate;
        return judged.Fate is not ConstructionFate.Tracked;
    }

    protected override Judgement Join(Judgement one, Judgement other) => Judgements.Worse(one, other);

    protected override Reading<Judgement> Read(FlowValue value, CancellationToken cancellationToken)
        => value.Part is not null ? OfPart(value.Operation)
            : value.Operation is IMethodReferenceOperation group ? OfDelegate(group)
            : Of(value.Operation);

    private Reading<Judgement> Of(IOperation value) => value.Parent switch
    {
        IArgumentOperation argument => OfArgument(argument),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            => OfReads(declarator.Symbol, UseSteps.Reads(value, declarator, _cancellationToken)),
        ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation anonymous } => Judgements.At(anonymous),
        ISimpleAssignmentOperation or ICoalesceAssignmentOperation => OfAssignment((IAssignmentOperation)value.Parent, value),
        IDeconstructionAssignmentOperation deconstruction
            => deconstruction.Value == value ? OfParts(deconstruction.Target, deconstruction) : Judgements.Is(ConstructionFate.Unused),
        IFieldInitializerOperation field => OfMember(field.InitializedFields[0], value),
        IPropertyInitializerOperation property => OfMember(property.InitializedProperties[0], value),
        IReturnOperation result => OfReturn(result),
        ITupleOperation tuple => OfTuple(tuple, value),
        IIsPatternOperation test when test.Value == value => OfPatterns(value, [test.Pattern]),
        ISwitchOperation choice when choice.Value == value
            => OfPatterns(value, choice.Cases.SelectMany(static each => each.Clauses).OfType<IPatternCaseClauseOperation>()
                .Select(static clause => clause.Pattern)),
        ISwitchExpressionOperation choice when choice.Value == value => OfPatterns(value, choice.Arms.Select(static arm => arm.Pattern)),
        IForEachLoopOperation loop when loop.Collection == value
            => Judgements.AtAll(OfProviders(UseSteps.Reads(value, loop, _cancellationToken))),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } part when part.Instance == value && IsOfProviders(part.Type)
            => Judgements.At(part),
        IImplicitIndexerReferenceOperation element when element.Instance == value => Judgements.At(element),
        IInvocationOperation call when call.Instance == value => OfCallOn(call),
        IMethodReferenceOperation group when group.Instance == value => Judgements.Is(
            CallTracking.IsRecorded(_symbols, group, _cancellationToken) ? ConstructionFate.Tracked : ConstructionFate.Escapes),
        IPropertyReferenceOperation part when part.Instance == value => Reading<Judgement>.OneOf(Part(part, part.Property)),
        IConditionalOperation choice when choice.Condition == value => Judgements.Is(ConstructionFate.Unused),
        IPropertyReferenceOperation or IBinaryOperation or IIsTypeOperation or IIsPatternOperation or INameOfOperation
            or IUsingOperation or IFieldReferenceOperation or IEventReferenceOperation
            => Judgements.Is(ConstructionFate.Unused),
        _ => UseSteps.Of(value, _cancellationToken) is { } next ? Judgements.AtAll(next) : Judgements.Is(ConstructionFate.Escapes),
    };

    // client.Messages.Create(...): a call on an object that the client returns is a call on the client.
    private Reading<Judgement> OfPart(IOperation part) => part.Parent switch
    {
        IPropertyReferenceOperation further when further.Instance == part => Reading<Judgement>.OneOf(Part(further, further.Property)),
        IArgumentOperation { Parent: IInvocationOperation call } when CallReceivers.AsPassed(call) == part => OfCallOnPart(call),
        IInvocationOperation call when call.Instance == part => OfCallOnPart(call),
        _ => Reading<Judgement>.OneOf(
            [.. (UseSteps.Of(part, _cancellationToken) ?? []).Select(static next => new FlowValue(next, Access.Element()))]),
    };

    private static FlowValue Part(IOperation operation, ISymbol member) => new(operation, Access.Member(member));

    private Reading<Judgement> OfCallOnPart(IInvocationOperation call)
        => Judgements.Is(!UsageShape.Carries(_symbols, call.TargetMethod.ReturnType) ? ConstructionFate.Unused
            : CallTracking.IsRecorded(_symbols, call, _cancellationToken) ? ConstructionFate.Tracked : ConstructionFate.Escapes);

    private Reading<Judgement> OfRegistration(IOperation registration)
    {
        if (Builders.IsWrappedFurtherOn(_symbols, registration))
            return Judgements.Is(ConstructionFate.Tracked);
        if (ServiceRegistration.ServesTrackedInterface(_symbols, registration))
        {
            return _symbols.Registrations.IsFollowedByTracking(registration, _cancellationToken)
                ? Judgements.Is(ConstructionFate.Tracked)
                : Reading<Judgement>.Is(new Judgement(ConstructionFate.Escapes, IsRegisteredTooLate: true));
        }

        // A provider that a later registration of the interface resolves is tracked with that registration.
        var resolved = CoveredRegistrations.Resolutions(registration);
        return resolved.Count == 0
            ? Judgements.Is(ConstructionFate.Escapes)
            : Reading<Judgement>.MadeOf([.. resolved.Select(static each => new FlowValue(each))], static judged => new Judgement(
                judged.All(static each => each.Fate is ConstructionFate.Tracked) ? ConstructionFate.Tracked : ConstructionFate.Escapes));
    }
}
