using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Twice;

namespace TokenTracking.Generators.Analyzers.Construction;

/// <summary>Follows a constructed provider through its own method, to the wrapper, registration or escape that it ends in.</summary>
internal sealed partial class ConstructionFlow(TrackingSymbols symbols, RegistrationOrder registrations, CancellationToken cancellationToken)
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
                or ICollectionExpressionOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IAwaitOperation or ITranslatedQueryOperation
                => Judge(value.Parent),
            IConditionalOperation conditional => conditional.Condition == value ? ConstructionFate.Unused : Judge(conditional),
            IArgumentOperation argument => JudgeArgument(argument),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => JudgeLocal(declarator.Symbol, value),
            ISimpleAssignmentOperation assignment when assignment.Value == value => JudgeAssignment(assignment),
            ICoalesceAssignmentOperation assignment when assignment.Value == value => JudgeTarget(assignment.Target, value),
            ISimpleAssignmentOperation assignment when assignment.Target == value => ConstructionFate.Unused,
            IFieldInitializerOperation field => JudgeMember(field.InitializedFields[0], value),
            IPropertyInitializerOperation property => JudgeMember(property.InitializedProperties[0], value),
            IReturnOperation result => JudgeReturn(result),
            ITupleOperation tuple => JudgeTuple(tuple, value),
            IIsPatternOperation test when test.Value == value => JudgePattern(test.Pattern, value),
            IForEachLoopOperation loop when loop.Collection == value => WorstOf(loop.Locals.SelectMany(local => OperationWalk.ReadsOf(local, loop))),
            IPropertyReferenceOperation property when property.Instance == value && IsOfProviders(property.Type) => Judge(property),
            IArrayElementReferenceOperation element when element.ArrayReference == value => Judge(element),
            IInvocationOperation call when call.Instance == value => JudgeCallOn(call),
            IConditionalAccessOperation access when access.Operation == value => JudgeConditionalAccess(access),
            IConditionalAccessOperation access => Judge(access),
            IPropertyReferenceOperation or IBinaryOperation or IIsTypeOperation or IIsPatternOperation or INameOfOperation
                or IUsingOperation or IFieldReferenceOperation or IEventReferenceOperation
                => ConstructionFate.Unused,
            _ => ConstructionFate.Escapes,
        };
    }

    private ConstructionFate JudgeArgument(IArgumentOperation argument) => argument.Parent switch
    {
        IInvocationOperation call => JudgeArgumentOf(call, argument),

        // A provider inside of a provider: the outer one is a construction of its own, and is judged there.
        IObjectCreationOperation { Type: { } outer } creation => symbols.Types.ImplementedBy(outer) is not null
            ? ConstructionFate.Tracked
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
            return Origins.IsUntrackedFactory(call) ? Judge(call) : ConstructionFate.Tracked;
        if (ServiceRegistration.IsRegistration(symbols, method))
            return JudgeRegistration(call);
        if (argument.Parameter?.Ordinal == 0 && call.Instance is null && Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(symbols, call) ? ConstructionFate.Tracked : Judge(call);
        if (method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" })
            return Judge(call);
        if (Sequences.PassesOn(method, argument.Parameter))
            return Sequences.Projection(call) is { } projection ? JudgeProjection(projection, call) : Judge(call);
        if (call.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            && call.Parent is IObjectOrCollectionInitializerOperation { Parent: { } collection })
            return Judge(collection);
        if (call.Instance is { } kept && IsOfProviders(kept.Type) && kept.Type is { SpecialType: SpecialType.None } && symbols.Types.ImplementedBy(kept.Type) is null
            && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true)
            return JudgeTarget(kept, call);
        return argument.Parameter is { } parameter && Wrapping.WrapsParameter(method, parameter, cancellationToken)
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;
    }

    // A sequence of providers, each wrapped by the lambda of a Select.
    private ConstructionFate JudgeProjection(IAnonymousFunctionOperation projection, IInvocationOperation call)
        => projection.Symbol.Parameters is [{ } item, ..] && WorstOf(OperationWalk.ReadsOf(item, projection)) is var fate
            && fate is ConstructionFate.Tracked or ConstructionFate.Escapes
            ? fate
            : Judge(call);

    private ConstructionFate JudgeCallOn(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(symbols, method) || Wrapping.WrapsReceiver(method, cancellationToken))
            return ConstructionFate.Tracked;
        if (Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(symbols, call) ? ConstructionFate.Tracked : Judge(call);

        // A fluent setter hands the provider on; what else returns no usage is configuration.
        if (IsOfProviders(method.ReturnType))
            return Judge(call);
        if (!UsageShape.Carries(symbols, method.ReturnType) && !symbols.Types.IsOrInheritsTracked(method.ContainingType))
            return ConstructionFate.Unused;
        return Wrapping.IsTrackedByHand(symbols, call) ? ConstructionFate.Tracked : ConstructionFate.Escapes;
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
            if (Sequences.IsSequenceMethod(call.TargetMethod))
                return Judge(call);
        }

        return JudgeDelegate(lambda);
    }

    private ConstructionFate JudgeRegistration(IOperation registration)
    {
        if (registrations.IsCovered(registration, cancellationToken) || Builders.IsWrappedFurtherOn(symbols, registration))
            return ConstructionFate.Tracked;
        IsRegisteredTooLate |= ServiceRegistration.ServesTrackedInterface(symbols, registration);
        return ConstructionFate.Escapes;
    }

    private bool IsDescriptor(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, symbols.ServiceDescriptor);
}
