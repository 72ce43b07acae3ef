using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>Pipelines that are registered with a container, and that <c>TrackAiProviders()</c> cannot reach into: it tracks them from
/// above.</summary>
internal static class RegisteredPipelines
{
    /// <summary>The middleware of a registration, or of a later step, that <c>TrackAiProviders()</c> tracks the client around; none if it
    /// tracks next to the provider, or does not track the client.</summary>
    public static MiddlewareKind Find(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
    {
        if (registration is IInvocationOperation call && Builders.IsBuilder(CallReceivers.Of(call)?.Type))
            return IsAddedTooLate(symbols, call, cancellationToken) ? Middleware.KindOf(call) : MiddlewareKind.None;
        if (!IsTrackedLater(symbols, registration, cancellationToken))
            return MiddlewareKind.None;
        var made = Around(symbols, registration, cancellationToken).Select(static made => made.Kind).FirstOrDefault();
        if (made is not MiddlewareKind.None || IsReachable(registration)
            || registration is not IInvocationOperation { Type: var type } || !Builders.IsBuilder(type))
            return made;
        var steps = PipelineSteps.Of(symbols, registration, cancellationToken);
        return steps.Any(static step => step.Tracks) || Made(registration).Any(value => TrackedOrigins.IsTracked(symbols, value))
            ? MiddlewareKind.None
            : PipelineSteps.Untracked(steps);
    }

    /// <summary>The clients with a middleware that nothing inside it tracks, of those that a factory returns or that are
    /// registered.</summary>
    public static IEnumerable<(IOperation Client, MiddlewareKind Kind)> Around(
        TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
        => Made(registration).Where(value => !TrackedOrigins.IsTracked(symbols, value))
            .Select(value => (value, ClientMiddleware.Find(symbols, value, cancellationToken)))
            .Where(static made => made.Item2 is not MiddlewareKind.None);

    private static bool IsAddedTooLate(TrackingSymbols symbols, IInvocationOperation step, CancellationToken cancellationToken)
        => PipelineSteps.Origin(step) is IInvocationOperation registration
            && FindLateStep(symbols, registration, cancellationToken)?.Call == step;

    // The step that is inside tracking because it is added after TrackAiProviders().
    private static PipelineStep? FindLateStep(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
    {
        if (!IsReachable(registration) || !IsTrackedLater(symbols, registration, cancellationToken))
            return null;
        var tracking = OperationWalk.Root(registration).Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == ServiceRegistration.TrackAiProviders && Ends(call) > Ends(registration))
            .Select(Ends).DefaultIfEmpty(int.MaxValue).Min();
        var late = PipelineSteps.Of(symbols, registration, cancellationToken).Where(step => Ends(step.Call) > tracking).ToList();
        return late.Exists(static step => step.Tracks) ? null : late.Find(static step => step.Kind is not MiddlewareKind.None);
    }

    /// <summary>True for a step of a builder that <c>TrackAiProviders()</c> adds an inner step to; otherwise, false.</summary>
    public static bool GetsAnInnerStep(TrackingSymbols symbols, IInvocationOperation step, CancellationToken cancellationToken)
        => PipelineSteps.Origin(step) is IInvocationOperation registration && IsReachable(registration)
            && IsTrackedLater(symbols, registration, cancellationToken)
            && FindLateStep(symbols, registration, cancellationToken) is null;

    private static bool IsTrackedLater(TrackingSymbols symbols, IOperation registration, CancellationToken cancellationToken)
        => (registration is IObjectCreationOperation creation
                ? symbols.ServiceDescriptor.Is(creation.Type)
                : registration is IInvocationOperation call && ServiceRegistration.IsRegistration(symbols, call.TargetMethod))
            && ServiceRegistration.ServesTrackedInterface(symbols, registration)
            && symbols.Registrations.IsFollowedByTracking(registration, cancellationToken);

    // AddChatClient and its like register the builder's own factory, from which the builder is known; one with a key hides it.
    private static bool IsReachable(IOperation registration)
        => registration is IInvocationOperation { TargetMethod: var method } && Builders.IsBuilder(method.ReturnType)
            && !method.Parameters.Any(static parameter => parameter.Name is "serviceKey" or "key");

    // The clients that the factory of a registration returns, or the registered instance.
    private static IEnumerable<IOperation> Made(IOperation registration)
    {
        var arguments = registration switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return arguments.Select(static argument => argument.Value).SelectMany(static value => Made(value, value));
    }

    private static IEnumerable<IOperation> Made(IOperation value, IOperation given)
    {
        while (value is IConversionOperation or IParenthesizedOperation)
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        if (LinqMethods.Lambda(value) is { } lambda)
            return BodyFlow.Of(lambda).Returns(lambda).Select(static result => result.ReturnedValue).OfType<IOperation>();
        if (value is not IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method, Instance: var owner } })
            return value is IDelegateCreationOperation or ITypeOfOperation ? [] : [given];

        // AddSingleton<IChatClient>(builder.Build) is as good as AddChatClient.
        return Builders.IsBuilder(owner?.Type) ? [] : MemberFlow.Around(value)?.ReturnedBy(method, CancellationToken.None)?.Values ?? [];
    }

    private static int Ends(IOperation operation) => operation.Syntax.Span.End;
}
