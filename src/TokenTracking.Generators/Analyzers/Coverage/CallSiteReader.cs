using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Construction;
using TokenTracking.Generators.Analyzers.Sdks;
using TokenTracking.Generators.Analyzers.Twice;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Coverage;

/// <summary>Recognises the call sites of a compilation, with the same eyes as the rules.</summary>
internal sealed class CallSiteReader(TrackingSymbols symbols, ReferencedSdks? sdks)
{
    /// <summary>The call site that an invocation is; null for every other invocation.</summary>
    public CallSite? Read(IInvocationOperation call, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        var location = call.Syntax.GetLocation();
        if (TrackedInterfaceOf(call) is { } face)
            return OnInterface(call, face, location, containingSymbol);
        if (sdks?.BilledBy(call.TargetMethod) is not null)
            return PastInterfaces(call, location, containingSymbol, cancellationToken);
        if (call.Instance is { Type: { } receiver } && symbols.Types.ImplementedBy(receiver) is { } implemented && IsCall(call.TargetMethod))
            return OnProvider(call, implemented, location, containingSymbol, cancellationToken);
        return RawHttp.AddressOf(symbols, call) is { } address && RawHttp.IsLlm(address, call.Syntax)
            ? PastInterfaces(call, location, containingSymbol, cancellationToken)
            : null;
    }

    /// <summary>The call site that a request message is; null for any other construction.</summary>
    public CallSite? Read(IObjectCreationOperation creation, ISymbol containingSymbol, CancellationToken cancellationToken)
        => RawHttp.AddressOf(symbols, creation) is { } address && RawHttp.IsLlm(address, creation.Syntax)
            ? PastInterfaces(creation, creation.Syntax.GetLocation(), containingSymbol, cancellationToken)
            : null;

    private CallSite OnInterface(IInvocationOperation call, INamedTypeSymbol face, Location location, ISymbol containingSymbol)
    {
        if (Declined.IsNotTracked(symbols, call, containingSymbol))
            return new CallSite(location, CallSiteState.Declined);
        return Wrapping.IsTrackedByHand(symbols, call) || Origins.IsTracked(symbols, call.Instance)
            ? new CallSite(location, CallSiteState.Tracked)
            : new CallSite(location, CallSiteState.ByInterface, face, ReceiverOf(call.Instance));
    }

    private CallSite? OnProvider(
        IInvocationOperation call, INamedTypeSymbol implemented, Location location, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        // A provider that calls itself makes no second call.
        if (call.Instance is IInstanceReferenceOperation)
            return null;
        if (TrackingSymbols.Is(call.Instance!.Type, symbols.UsageTracked))
            return OnInterface(call, implemented, location, containingSymbol);
        return PastInterfaces(call, location, containingSymbol, cancellationToken);
    }

    private CallSite? PastInterfaces(IOperation call, Location location, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        if (Declined.IsNotTracked(symbols, call, containingSymbol))
            return new CallSite(location, CallSiteState.Declined);

        // What a provider does to answer is one call with the one that it answers.
        if (SdkTracking.IsInProvider(symbols, containingSymbol))
            return null;
        return new CallSite(
            location,
            SdkTracking.IsAnsweredFor(symbols, call, containingSymbol, cancellationToken) ? CallSiteState.Tracked : CallSiteState.Untracked);
    }

    // Nearly every call of a program is on something else: that is found out before the call's result is looked at.
    private INamedTypeSymbol? TrackedInterfaceOf(IInvocationOperation call)
    {
        if (call.Instance?.Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } receiver)
            return null;
        var tracked = symbols.Types.IsTracked(call.TargetMethod.ContainingType)
            ? call.TargetMethod.ContainingType
            : symbols.Types.IsTracked(receiver) ? receiver : receiver.AllInterfaces.FirstOrDefault(symbols.Types.IsTracked);
        return tracked is not null && IsCall(call.TargetMethod) ? tracked : null;
    }

    private bool IsCall(IMethodSymbol method)
        => !Declined.IsNotTracked(symbols, method)
            && (method.ReturnType.IsTask() || method.ReturnType.IsValueTask() || method.ReturnType.IsAsyncEnumerable()
                || UsageShape.Carries(symbols, method.ReturnType));

    private static ISymbol? ReceiverOf(IOperation? receiver) => receiver switch
    {
        IConversionOperation conversion => ReceiverOf(conversion.Operand),
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
