using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Requests;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>Recognizes the call sites of a compilation by the same criteria as the rules.</summary>
internal sealed class CallSiteReader(TrackingSymbols symbols, ReferencedSdks? sdks)
{
    private readonly ProviderMembers _providers = new(symbols);

    /// <summary>The call site that an invocation is; null for every other invocation.</summary>
    public CallSite? Read(IInvocationOperation call, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        if (Read(call, call.TargetMethod, CallReceivers.Of(call), containingSymbol, cancellationToken) is { } site)
            return site;
        return OfRequest(call, containingSymbol, cancellationToken);
    }

    /// <summary>The call site that a delegate for a method is; null for any other method.</summary>
    public CallSite? Read(IMethodReferenceOperation reference, ISymbol containingSymbol, CancellationToken cancellationToken)
        => Read(reference, reference.Method, CallReceivers.Unconverted(reference.Instance), containingSymbol, cancellationToken);

    /// <summary>The call site that a request message is; null for any other construction.</summary>
    public CallSite? Read(IObjectCreationOperation creation, ISymbol containingSymbol, CancellationToken cancellationToken)
        => OfRequest(creation, containingSymbol, cancellationToken);

    // Most calls in a program are not calls of an LLM; this is checked before the result of the call is analyzed.
    private CallSite? Read(
        IOperation call, IMethodSymbol method, IOperation? receiver, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        var type = receiver?.Type ?? method.ContainingType;
        var billed = sdks?.BilledBy(call, method);
        var isBilled = billed is not null;
        if (!isBilled && (receiver is null || method.IsExtensionMethod))
            return null;
        var role = symbols.Types.RoleOf(method);
        var face = type.TypeKind == TypeKind.Interface ? TrackedBehind((INamedTypeSymbol)type, method) : null;
        var implemented = face is null ? symbols.Types.ImplementedBy(type) : null;
        if (face is not null)
            role = symbols.Types.RoleOf(face, method);
        if (role is MemberRole.Unbilled or MemberRole.ChildService && OptOuts.Reason(symbols, method) is null)
            return null;
        if (!isBilled && role is null && ((face ?? implemented) is null || !IsCall(method, implemented)))
            return null;
        if (TestDoubles.IsTestDouble(symbols, type) || MockedCalls.Is(symbols, call, receiver)
            || (isBilled && SdkReceivers.IsMiddleware(containingSymbol.ContainingType, type)))
            return null;

        var site = new CallSite(call.Syntax.GetLocation(), type.Name + "." + method.Name, CallSiteState.Untracked);
        if ((OptOuts.Reason(symbols, method) ?? OptOuts.Reason(symbols, type)
            ?? OptOuts.Reason(symbols, call, containingSymbol)) is { } reason)
            return site with { State = CallSiteState.Declined, Reason = reason };

        if (CallTracking.IsInProvider(symbols, containingSymbol) && (isBilled || _providers.Answers(containingSymbol)))
            return null;
        if (role == MemberRole.Uncounted)
            return Beside(site, call, call, containingSymbol, cancellationToken);

        if (face is not null)
            return OnInterface(site, call, face, receiver, cancellationToken);
        if (implemented is not null && symbols.UsageTracked.Includes(type))
            return OnInterface(site, call, implemented, receiver, cancellationToken);
        if (TrackedSources.TrackedSource(symbols, receiver) is { Type: INamedTypeSymbol { TypeKind: TypeKind.Interface } source } owner)
            return OnInterface(site, call, symbols.Types.IsTracked(source)
                ? source
                : source.AllInterfaces.First(symbols.Types.IsTracked), owner, cancellationToken);
        return role is null && billed is not null && sdks!.IsAboveTracked(symbols, billed)
            ? site with { State = CallSiteState.Tracked }
            : PastInterfaces(site, call, call, containingSymbol, cancellationToken);
    }

    private CallSite? OfRequest(IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        if (HttpRequests.Find(symbols, request, cancellationToken) is not { } found || HttpRequests.IsAnsweredByADouble(symbols, found))
            return null;
        var site = new CallSite(request.Syntax.GetLocation(), found.Endpoint, CallSiteState.Untracked) { IsRequest = true };
        if (OptOuts.Reason(symbols, request, containingSymbol) is { } reason)
            return site with { State = CallSiteState.Declined, Reason = reason };
        return CallTracking.IsInProvider(symbols, containingSymbol)
            ? null
            : PastInterfaces(site, request, found.Request, containingSymbol, cancellationToken);
    }

    private CallSite OnInterface(
        CallSite site, IOperation call, INamedTypeSymbol face, IOperation? receiver, CancellationToken cancellationToken)
        => CallTracking.IsRecorded(symbols, call, cancellationToken) || TrackedOrigins.IsTracked(symbols, receiver)
            ? site with { State = CallSiteState.Tracked }
            : site with { State = CallSiteState.Assumed, Interface = face.OriginalDefinition, Receiver = ReceiverHolders.Of(receiver) };

    private CallSite PastInterfaces(
        CallSite site, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => TrackedSources.ByTracked(symbols, CallReceivers.AsPassed(call))
            ? site with { State = CallSiteState.Tracked }
            : Beside(site, call, request, containingSymbol, cancellationToken);

    // A handler that the program uses somewhere may be under this client: that is not yet a record.
    private CallSite Beside(
        CallSite site, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => CallTracking.IsRecordedHere(symbols, call, containingSymbol, cancellationToken)
            ? site with { State = CallSiteState.Tracked }
            : site with
            {
                State = CallTracking.HandlerUnder(symbols, request, cancellationToken) switch
                {
                    ClientMaking.Handled => CallSiteState.Tracked,
                    ClientMaking.Bare => CallSiteState.Untracked,
                    _ => CallSiteState.Assumed,
                },
            };

    private INamedTypeSymbol? TrackedBehind(INamedTypeSymbol receiver, IMethodSymbol method)
    {
        if (symbols.Types.IsTracked(method.ContainingType))
            return method.ContainingType;
        return symbols.Types.IsTracked(receiver) ? receiver : receiver.AllInterfaces.FirstOrDefault(symbols.Types.IsTracked);
    }

    // Every asynchronous member of a tracked interface is a call. A class also has members that do not implement the interface.
    private bool IsCall(IMethodSymbol method, INamedTypeSymbol? implemented)
    {
        if (UsageShape.Carries(symbols, method.ReturnType))
            return true;
        return (method.ReturnType.IsTask() || method.ReturnType.IsValueTask() || method.ReturnType.IsAsyncEnumerable())
            && (implemented is null || _providers.Implements(method));
    }
}
