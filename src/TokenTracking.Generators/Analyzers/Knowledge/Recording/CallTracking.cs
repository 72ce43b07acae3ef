using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>Determines whether a call that does not go through a tracked interface is tracked nevertheless.</summary>
internal static class CallTracking
{
    // More callers are not examined.
    private const int MostCallers = 100;

    /// <summary>True if the call is declined; is made on an object that a tracked interface returns, by a provider that implements a
    /// tracked interface, by the tracker, or with a handler that reads responses; or if its usage is recorded by hand.</summary>
    /// <param name="symbols">The symbols of the compilation.</param>
    /// <param name="call">The call.</param>
    /// <param name="request">The call that sends the request, which is a different call if a helper sends it.</param>
    /// <param name="containingSymbol">The member around the call.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool IsAnsweredFor(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => IsInProvider(symbols, containingSymbol) || IsAccountedFor(symbols, call, request, containingSymbol, cancellationToken);

    /// <summary>The same, without the calls that a provider makes to respond.</summary>
    public static bool IsAccountedFor(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => TrackedSources.ByTracked(symbols, CallReceivers.AsPassed(call))
            || IsRecordedBeside(symbols, call, request, containingSymbol, cancellationToken);

    /// <summary>The same, without what a decorator records: for a call that one forwards without reading its usage.</summary>
    public static bool IsRecordedBeside(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => IsRecordedHere(symbols, call, containingSymbol, cancellationToken)
            || HandlerUnder(symbols, request, cancellationToken) != ClientMaking.Bare;

    /// <summary>The same, without what a handler records.</summary>
    public static bool IsRecordedHere(
        TrackingSymbols symbols, IOperation call, ISymbol containingSymbol, CancellationToken cancellationToken)
        => OptOuts.IsNotTracked(symbols, call, containingSymbol) || IsRecorded(symbols, call, cancellationToken);

    /// <summary>The making of the client that sends a request, in view of the program: bare if no code uses the handler. The rules report
    /// only a client that is verifiably bare; the figure counts only one that verifiably has the handler.</summary>
    public static ClientMaking HandlerUnder(TrackingSymbols symbols, IOperation request, CancellationToken cancellationToken)
        => TrackingHandlers.AreUsedIn(symbols.Compilation, cancellationToken)
            ? UntrackedClients.UnderReceiverOf(request, cancellationToken)
            : ClientMaking.Bare;

    /// <summary>True inside a class that implements a tracked interface, or that is nested in one.</summary>
    public static bool IsInProvider(TrackingSymbols symbols, ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (symbols.Types.ImplementedBy(type) is not null)
                return true;
        }

        return false;
    }

    /// <summary>True if the tracker runs the call or receives its result.</summary>
    public static bool IsRecorded(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
    {
        var isRecorded = false;
        var seen = new HashSet<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(call);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            if (Wrapping.IsTrackedByHand(symbols, current) || IsRecordedByHand(symbols, current, cancellationToken))
            {
                isRecorded = true;
                continue;
            }

            if (seen.Count > MostCallers || EnclosingUses.Of(current, cancellationToken) is not { Uses: { Count: > 0 } uses })
                return false;
            foreach (var use in uses)
                open.Push(use);
        }

        return isRecorded;
    }

    /// <summary>True if the result of the call leads to a <c>TokenUsage</c> or to the tracker.</summary>
    private static bool IsRecordedByHand(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
        => RecordedCalls.Contain(symbols, call, cancellationToken);

    /// <summary>True for a method of this compilation.</summary>
    public static bool IsOwn(TrackingSymbols symbols, IMethodSymbol method)
        => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, symbols.Compilation.Assembly);

    /// <summary>True for a call that records its arguments.</summary>
    public static bool Records(TrackingSymbols symbols, IInvocationOperation call)
        => TrackerMethods.Records(symbols, call.TargetMethod) || TrackerMethods.MakesUsage(symbols, call.TargetMethod);
}
