using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Follows a constructed provider through its own method, to the wrapper, registration or escape that it ends in.</summary>
internal sealed partial class ConstructionFlow(TrackingSymbols symbols, CancellationToken cancellationToken)
{
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>True once the construction was found in a registration of the tracked interface that no later call decorates.</summary>
    public bool IsRegisteredTooLate { get; private set; }

    /// <summary>True where the construction leaves an untracked provider in somebody's hands.</summary>
    public bool IsUntracked(IOperation construction) => Judge(construction) is not ConstructionFate.Tracked;

    private ConstructionFate Judge(IOperation value)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (value is IMethodReferenceOperation)
            return JudgeDelegate(value);
        return value.Parent switch
        {
            IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IArrayInitializerOperation or IArrayCreationOperation
                or ICollectionExpressionOperation or ISpreadOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IAwaitOperation
                or ITranslatedQueryOperation
                => Judge(value.Parent),
            IConditionalOperation conditional => conditional.Condition == value ? ConstructionFate.Unused : Judge(conditional),
            IArgumentOperation argument => JudgeArgument(argument),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => JudgeLocal(declarator.Symbol, value),
            ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation anonymous } => Judge(anonymous),
            ISimpleAssignmentOperation or ICoalesceAssignmentOperation => JudgeAssignment((IAssignmentOperation)value.Parent, value),
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Value == value ? JudgeParts(deconstruction.Target, value) : ConstructionFate.Unused,
            IFieldInitializerOperation field => JudgeMember(field.InitializedFields[0], value),
            IPropertyInitializerOperation property => JudgeMember(property.InitializedProperties[0], value),
            IReturnOperation result => JudgeReturn(result),
            ITupleOperation tuple => JudgeTuple(tuple, value),
            IIsPatternOperation test when test.Value == value => JudgePattern(test.Pattern, value),
            IForEachLoopOperation loop when loop.Collection == value
                => WorstOf(loop.Locals.Where(local => IsOfProviders(local.Type)).SelectMany(local => OperationWalk.ReadsOf(local, loop))),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } part when part.Instance == value && IsOfProviders(part.Type) => Judge(part),
            IArrayElementReferenceOperation element when element.ArrayReference == value => Judge(element),
            IInvocationOperation call when call.Instance == value => JudgeCallOn(call),
            IConditionalAccessOperation access when access.Operation == value => JudgeConditionalAccess(access),
            IConditionalAccessOperation access => Judge(access),
            IMethodReferenceOperation group when group.Instance == value => CallTracking.IsRecorded(symbols, group, cancellationToken) ? ConstructionFate.Tracked : ConstructionFate.Escapes,
            IPropertyReferenceOperation part when part.Instance == value => JudgePart(part),
            IPropertyReferenceOperation or IBinaryOperation or IIsTypeOperation or IIsPatternOperation or INameOfOperation
                or IUsingOperation or IFieldReferenceOperation or IEventReferenceOperation
                => ConstructionFate.Unused,
            _ => ConstructionFate.Escapes,
        };
    }

    private ConstructionFate JudgeArgument(IArgumentOperation argument) => argument.Parent switch
    {
        // TryTake(out provider): what the variable held before is lost.
        _ when argument.Parameter?.RefKind == RefKind.Out => ConstructionFate.Unused,
        IInvocationOperation call => JudgeArgumentOf(call, argument),

        // A provider inside of a provider: the outer one is a construction of its own, and is judged there.
        IObjectCreationOperation { Type: { } outer } creation => symbols.Types.ImplementedBy(outer) is not null
            ? ProviderChains.StandsBeforeTracked(symbols, creation) ? Judge(creation) : ConstructionFate.Tracked
            : IsDescriptor(outer) ? JudgeRegistration(creation)
            : Builders.IsBuilder(outer) || IsOfProviders(outer) ? Judge(creation)
            : argument.Parameter is { } parameter && Wrapping.WrapsParameter(creation.Constructor, parameter, cancellationToken)
                ? ConstructionFate.Tracked
                : ConstructionFate.Escapes,

        // providers["local"] = new LocalLlmProvider()
        IPropertyReferenceOperation { Property.IsIndexer: true } => ConstructionFate.Unused,
        _ => ConstructionFate.Escapes,
    };

    private ConstructionFate JudgeArgumentOf(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(symbols, method))
            return ProviderOrigins.IsUntrackedFactory(call) ? Judge(call) : ConstructionFate.Tracked;
        if (ServiceRegistration.IsRegistration(symbols, method))
            return JudgeRegistration(call);
        if (argument.Parameter?.Ordinal == 0 && call.Instance is null && Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(symbols, call) ? ConstructionFate.Tracked : Judge(call);
        if (method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" })
            return Judge(call);
        if (CollectionMethods.AreHandedTo(method, argument.Parameter) || (CollectionMethods.IsMaker(method) && IsOfProviders(call.Type)))
            return JudgeElements(call);
        if (call.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            && call.Parent is IObjectOrCollectionInitializerOperation { Parent: { } collection })
            return Judge(collection);
        if (call.Instance is { } kept && IsOfProviders(kept.Type) && kept.Type is { SpecialType: SpecialType.None } && symbols.Types.ImplementedBy(kept.Type) is null
            && CollectionMethods.IsOfCollections(method))
            return method.ContainingNamespace.Name == "Immutable" && IsOfProviders(call.Type) ? Judge(call) : JudgeTarget(kept, call);
        return (argument.Parameter is { } parameter && Wrapping.WrapsParameter(method, parameter, cancellationToken))
            || CallTracking.IsRecorded(symbols, call, cancellationToken)
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;
    }

    // client.Messages.Create(...): a call by what the client hands out is a call on the client.
    private ConstructionFate JudgePart(IOperation part)
    {
        if (part.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            return _followed.Add(local) ? Worst([.. OperationWalk.ReadsOf(local, OperationWalk.Root(part)).Select(JudgePart)]) : ConstructionFate.Unused;
        return part.Parent switch
        {
            IConversionOperation { IsImplicit: true } conversion => JudgePart(conversion),
            IPropertyReferenceOperation further when further.Instance == part => JudgePart(further),
            IArgumentOperation { Parent: IInvocationOperation call } when CallReceivers.AsPassed(call) == part => JudgeCallOnPart(call),
            IInvocationOperation call when call.Instance == part => JudgeCallOnPart(call),
            _ => ConstructionFate.Unused,
        };
    }

    private ConstructionFate JudgeCallOnPart(IInvocationOperation call)
        => !UsageShape.Carries(symbols, call.TargetMethod.ReturnType) ? ConstructionFate.Unused
            : CallTracking.IsRecorded(symbols, call, cancellationToken) ? ConstructionFate.Tracked : ConstructionFate.Escapes;

    private ConstructionFate JudgeCallOn(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(symbols, method) || Wrapping.WrapsReceiver(method, cancellationToken))
            return ConstructionFate.Tracked;
        if (Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(symbols, call) ? ConstructionFate.Tracked : Judge(call);
        if (CollectionMethods.IsOfCollections(method))
            return JudgeElements(call);

        // A fluent setter hands the provider on; what else returns no usage is configuration.
        if (IsOfProviders(method.ReturnType))
            return Judge(call);
        if (!UsageShape.Carries(symbols, method.ReturnType) && !symbols.Types.IsOrInheritsTracked(method.ContainingType))
            return ConstructionFate.Unused;
        return CallTracking.IsRecorded(symbols, call, cancellationToken) ? ConstructionFate.Tracked : ConstructionFate.Escapes;
    }

    private ConstructionFate JudgeConditionalAccess(IConditionalAccessOperation access)
        => access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault() is { } instance
            ? Judge(instance)
            : ConstructionFate.Escapes;

    private ConstructionFate JudgeReturn(IReturnOperation operation)
    {
        if (OperationWalk.ReturningLambda(operation) is not { } lambda)
            return JudgeCallers(operation);
        if (OperationWalk.TakingCall(lambda) is { } call)
        {
            if (ServiceRegistration.IsRegistration(symbols, call.TargetMethod))
                return JudgeRegistration(call);
            if (LinqMethods.IsSequenceMethod(call.TargetMethod))
                return Judge(call);
        }

        return JudgeDelegate(lambda);
    }

    private ConstructionFate JudgeRegistration(IOperation registration)
    {
        if (CoveredRegistrations.Includes(symbols, registration, cancellationToken) || Builders.IsWrappedFurtherOn(symbols, registration))
            return ConstructionFate.Tracked;
        IsRegisteredTooLate |= ServiceRegistration.ServesTrackedInterface(symbols, registration);
        return ConstructionFate.Escapes;
    }

    private bool IsDescriptor(ITypeSymbol type) => symbols.ServiceDescriptor.Is(type);
}
