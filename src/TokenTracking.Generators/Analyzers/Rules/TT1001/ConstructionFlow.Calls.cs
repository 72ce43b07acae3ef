using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

// The calls that have a provider as an argument or as their receiver.
internal sealed partial class ConstructionFlow
{
    private Reading<Judgement> OfArgument(IArgumentOperation argument) => argument.Parent switch
    {
        // TryTake(out provider): the previous value of the variable is lost.
        _ when argument.Parameter?.RefKind == RefKind.Out => Judgements.Is(ConstructionFate.Unused),
        IInvocationOperation call => OfArgument(argument, call),
        IObjectCreationOperation { Type: { } outer } creation => OfArgument(argument, creation, outer),

        // providers["local"] = new LocalLlmProvider()
        IPropertyReferenceOperation { Property.IsIndexer: true } => Judgements.Is(ConstructionFate.Unused),
        _ => Judgements.Is(ConstructionFate.Escapes),
    };

    // A provider inside another provider: the construction of the outer one is checked separately.
    private Reading<Judgement> OfArgument(IArgumentOperation argument, IObjectCreationOperation creation, ITypeSymbol outer)
    {
        if (_symbols.Types.ImplementedBy(outer) is not null)
        {
            return ProviderChains.StandsBeforeTracked(_symbols, creation)
                ? Judgements.At(creation)
                : Judgements.Is(ConstructionFate.Tracked);
        }

        if (_symbols.ServiceDescriptor.Is(outer))
            return OfRegistration(creation);
        if (Builders.IsBuilder(outer) || IsOfProviders(outer))
            return Judgements.At(creation);
        var isWrapped = argument.Parameter is { } parameter
            && Wrapping.WrapsParameter(creation.Constructor, parameter, _cancellationToken);
        return Judgements.Is(isWrapped
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes);
    }

    private Reading<Judgement> OfArgument(IArgumentOperation argument, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(_symbols, method))
            return Wrapping.IsUntrackedFactory(call) ? Judgements.At(call) : Judgements.Is(ConstructionFate.Tracked);
        if (ServiceRegistration.IsRegistration(_symbols, method))
            return OfRegistration(call);
        if (argument.Parameter?.Ordinal == 0 && call.Instance is null && Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(_symbols, call) ? Judgements.Is(ConstructionFate.Tracked) : Judgements.At(call);
        if (method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" })
            return Judgements.At(call);
        if (CollectionMethods.AreHandedTo(method, argument.Parameter) || (CollectionMethods.IsMaker(method) && IsOfProviders(call.Type)))
            return OfElements(call);
        if (call.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            && call.Parent is IObjectOrCollectionInitializerOperation { Parent: { } collection })
            return Judgements.At(collection);
        if (call.Instance is { Type: { SpecialType: SpecialType.None } type } kept && IsOfProviders(type)
            && _symbols.Types.ImplementedBy(type) is null && CollectionMethods.IsOfCollections(method))
        {
            return method.ContainingNamespace.Name == "Immutable" && IsOfProviders(call.Type)
                ? Judgements.At(call)
                : OfTarget(kept, call);
        }

        if (argument.Parameter is not { } parameter)
            return Judgements.Is(ConstructionFate.Escapes);
        if (Wrapping.WrapsParameter(method, parameter, _cancellationToken) || CallTracking.IsRecorded(_symbols, call, _cancellationToken))
            return Judgements.Is(ConstructionFate.Tracked);
        return OfParameter(call, parameter);
    }

    // The result for a parameter of a method of this compilation.
    private Reading<Judgement> OfParameter(IInvocationOperation call, IParameterSymbol parameter)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (MemberFlow.IsReplaceable(method) || method.DeclaringSyntaxReferences is not [{ } reference]
            || MemberFlow.Around(call) is not { } members || parameter.Ordinal >= method.Parameters.Length)
            return Judgements.Is(ConstructionFate.Escapes);
        var body = method.MethodKind == MethodKind.LocalFunction
            ? call
            : members.OperationOf(reference.GetSyntax(_cancellationToken), _cancellationToken);
        var own = method.Parameters[parameter.Ordinal];
        return body is null ? Judgements.Is(ConstructionFate.Escapes) : OfReads(own, BodyFlow.Of(body).ReadsOf(own));
    }

    private Reading<Judgement> OfCallOn(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(_symbols, method) || Wrapping.WrapsReceiver(method, _cancellationToken))
            return Judgements.Is(ConstructionFate.Tracked);
        if (Builders.IsBuilder(method.ReturnType))
            return Builders.WrapsInALambda(_symbols, call) ? Judgements.Is(ConstructionFate.Tracked) : Judgements.At(call);
        if (CollectionMethods.IsOfCollections(method))
            return OfElements(call);

        // A fluent setter returns the provider; other methods without usage configure it.
        if (IsOfProviders(method.ReturnType))
            return Judgements.At(call);
        if (!UsageShape.Carries(_symbols, method.ReturnType) && !_symbols.Types.IsOrInheritsTracked(method.ContainingType))
            return Judgements.Is(ConstructionFate.Unused);
        return Judgements.Is(CallTracking.IsRecorded(_symbols, call, _cancellationToken)
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes);
    }

    private Reading<Judgement> OfReturn(IReturnOperation operation)
    {
        if (OperationWalk.ReturningLambda(operation) is not { } lambda)
            return OfCallers(operation);
        if (OperationWalk.TakingCall(lambda) is { } call)
        {
            if (ServiceRegistration.IsRegistration(_symbols, call.TargetMethod))
                return OfRegistration(call);
            if (LinqMethods.IsSequenceMethod(call.TargetMethod))
                return Judgements.At(call);
        }

        return OfDelegate(lambda);
    }

    /// <summary>A lambda or method group that creates providers, and the places where it is called, registered or stored in a
    /// <c>Lazy</c>.</summary>
    private Reading<Judgement> OfDelegate(IOperation making)
    {
        var current = making;
        while (current.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } when ServiceRegistration.IsRegistration(_symbols, call.TargetMethod)
                => OfRegistration(call),
            IArgumentOperation { Parent: IInvocationOperation call } argument
                when LinqMethods.IsSequenceMethod(call.TargetMethod)
                    || CollectionMethods.IsReturnedBy(call.TargetMethod, argument.Parameter)
                => Judgements.At(call),

            // cache.GetOrAdd(key, _ => new AcmeProvider()): what it returns is kept as well.
            IArgumentOperation { Parent: IInvocationOperation { Instance: { } kept } call }
                when CollectionMethods.IsOfCollections(call.TargetMethod) => OfTarget(kept, call),
            _ => current is IMethodReferenceOperation ? Judgements.Is(ConstructionFate.Escapes) : Judgements.At(current),
        };
    }

    // All callers of a private method or local function are known, and they decide. Callers of other methods are not known.
    private Reading<Judgement> OfCallers(IReturnOperation result)
        => EnclosingUses.Of(result, _cancellationToken) is var (_, uses)
            ? Judgements.Made(
                [.. uses.GroupBy(static use => OperationWalk.Root(use).Syntax).Select(static body => Judgements.AtAll(body))], AllTrack)
            : Judgements.Is(ConstructionFate.Returned);

    // If one caller wraps the provider, that does not compensate for another that passes on the untracked one; within one body, it is
    // intentional.
    private static ConstructionFate AllTrack(IReadOnlyList<ConstructionFate> callers)
        => callers.Contains(ConstructionFate.Tracked)
            && callers.All(static fate => fate is ConstructionFate.Tracked or ConstructionFate.Unused)
            ? ConstructionFate.Tracked
            : ConstructionFate.Returned;
}
