using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Methods of this compilation that post to an address, or a part of one, in their arguments.</summary>
internal static class RequestHelpers
{
    // Ask("v1/chat/completions") calls PostWithRetry(path), which calls Send(path), and so on.
    private const int LongestChain = 8;
    private const int MostChains = 64;

    /// <summary>The request to an LLM that a call which passes an address makes by passing it to a method that posts to it; null for any
    /// other call.</summary>
    public static LlmRequestSite? Find(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
    {
        var open = new Stack<Chain>();
        open.Push(new Chain(call, call, null, FlowCall.Chained(call, null), null, 1));
        for (var chains = 0; open.Count > 0 && chains < MostChains; chains++)
        {
            var chain = open.Pop();
            foreach (var body in HelperBody.Of(symbols, chain.Last.TargetMethod, cancellationToken))
            {
                foreach (var (request, address) in body.Requests)
                {
                    if (Posts(request, chain, cancellationToken)
                        && Given(symbols, request, address, chain, cancellationToken) is { } endpoint)
                        return new LlmRequestSite(endpoint, request);
                }

                foreach (var further in body.Calls.Reverse())
                {
                    if (chain.Length < LongestChain && !chain.Contains(further.TargetMethod))
                        open.Push(chain.With(further));
                }
            }
        }

        return null;
    }

    // If the address is complete without the outermost call, the request is reported further inside.
    private static string? Given(
        TrackingSymbols symbols, IOperation request, IOperation address, Chain chain, CancellationToken cancellationToken)
    {
        string? With(FlowCall? calls, IOperation site) => HttpRequests.Endpoint(
            symbols, AddressTexts.TextsOf(address, calls, cancellationToken), request, site.Syntax, cancellationToken);
        return With(chain.Inner, chain.Second ?? request) is null ? With(chain.All, chain.First) : null;
    }

    // new HttpRequestMessage(method, path): the calls determine the HTTP method.
    private static bool Posts(IOperation request, Chain chain, CancellationToken cancellationToken)
        => PostsMessage(request, chain, cancellationToken)
            && (WebRequests.VerbsOf(request).ToList() is not { Count: > 0 } texts
                || texts.Exists(text => (Sources.Of(new FlowValue(text, null, chain.All), null, cancellationToken) ?? [])
                    .Any(static value => value.Part is not null || WebRequests.MayBePost(value.Operation))));

    private static bool PostsMessage(IOperation request, Chain chain, CancellationToken cancellationToken)
        => request is not IObjectCreationOperation
            {
                Type.Name: "HttpRequestMessage", Arguments: [{ Value: IParameterReferenceOperation verb }, _],
            }
            || Sources.Of(new FlowValue(verb, null, chain.All), null, cancellationToken) is { } verbs
                && verbs.Any(static value => value is { Part: null, Operation: IPropertyReferenceOperation { Property.Name: "Post" } });

    /// <summary>The calls that lead to a method.</summary>
    /// <param name="First">The outermost call.</param>
    /// <param name="Last">The call of the method.</param>
    /// <param name="Second">The call inside the outermost one; null if that calls the method.</param>
    /// <param name="All">All of the calls.</param>
    /// <param name="Inner">All but the outermost.</param>
    /// <param name="Length">The number of calls.</param>
    private sealed record Chain(
        IInvocationOperation First, IInvocationOperation Last, IInvocationOperation? Second, FlowCall All, FlowCall? Inner, int Length)
    {
        public Chain With(IInvocationOperation call)
            => new(First, call, Second ?? call, FlowCall.Chained(call, All), FlowCall.Chained(call, Inner), Length + 1);

        public bool Contains(IMethodSymbol method)
        {
            for (var call = All; call is not null; call = call.Outer)
            {
                if (call.Site is IInvocationOperation { TargetMethod: var known }
                    && SymbolEqualityComparer.Default.Equals(known.OriginalDefinition, method.OriginalDefinition))
                    return true;
            }

            return false;
        }
    }
}
