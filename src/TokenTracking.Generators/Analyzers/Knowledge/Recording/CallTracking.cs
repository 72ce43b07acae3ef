using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>Whether a call that goes past the tracked interfaces is tracked all the same.</summary>
internal static class CallTracking
{
    private const int LongestChain = 3;

    /// <summary>True if the call is declined, is made on what a tracked interface returns, by a provider that implements a tracked
    /// interface, by the tracker, above a handler that reads the wire, or where its usage is recorded by hand.</summary>
    /// <param name="symbols">The symbols of the compilation.</param>
    /// <param name="call">The call.</param>
    /// <param name="request">The call that sends the request: another one if the call leads there through a helper.</param>
    /// <param name="containingSymbol">The member around the call.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool IsAnsweredFor(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => IsInProvider(symbols, containingSymbol) || IsAccountedFor(symbols, call, request, containingSymbol, cancellationToken);

    /// <summary>The same, without what a provider does to answer.</summary>
    public static bool IsAccountedFor(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => TrackedSources.ByTracked(symbols, CallReceivers.AsPassed(call))
            || IsRecordedBeside(symbols, call, request, containingSymbol, cancellationToken);

    /// <summary>The same, without what a decorator records: for a call that one forwards without reading its usage.</summary>
    public static bool IsRecordedBeside(
        TrackingSymbols symbols, IOperation call, IOperation request, ISymbol containingSymbol, CancellationToken cancellationToken)
        => OptOuts.IsNotTracked(symbols, call, containingSymbol)
            || IsRecorded(symbols, call, LongestChain, cancellationToken)
            || (!UntrackedClients.IsReceiverOf(request, cancellationToken)
                && TrackingHandlers.AreUsedIn(symbols.Compilation, cancellationToken));

    /// <summary>True inside of a class that implements a tracked interface, or that is nested in one.</summary>
    public static bool IsInProvider(TrackingSymbols symbols, ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (symbols.Types.ImplementedBy(type) is not null)
                return true;
        }

        return false;
    }

    /// <summary>True if the tracker runs the call, or gets what it returned.</summary>
    public static bool IsRecorded(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
        => IsRecorded(symbols, call, LongestChain, cancellationToken);

    // A private method that hands the result back whole: its callers decide.
    private static bool IsRecorded(TrackingSymbols symbols, IOperation call, int depth, CancellationToken cancellationToken)
        => Wrapping.IsTrackedByHand(symbols, call)
            || IsRecordedByHand(symbols, call, cancellationToken)
            || (depth > 0 && EnclosingUses.Of(call, cancellationToken) is { Uses: { Count: > 0 } uses }
                && uses.All(use => IsRecorded(symbols, use, depth - 1, cancellationToken)));

    /// <summary>True if what the call returned leads to a <c>TokenUsage</c> or to the tracker.</summary>
    private static bool IsRecordedByHand(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
        => RecordedCalls.Contain(symbols, call, cancellationToken);

    /// <summary>True for a method of this compilation.</summary>
    public static bool IsOwn(TrackingSymbols symbols, IMethodSymbol method)
        => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, symbols.Compilation.Assembly);

    /// <summary>True for a call that records its arguments.</summary>
    public static bool Records(TrackingSymbols symbols, IInvocationOperation call)
        => TrackerMethods.Records(symbols, call.TargetMethod) || TrackerMethods.MakesUsage(symbols, call.TargetMethod);
}
