using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>Registrations of HTTP clients that get the handler from the client factory:
/// <c>AddHttpClient&lt;T>().AddHttpMessageHandler&lt;TokenTrackingHandler>()</c>.</summary>
internal static class HandledClients
{
    private const int MostCalls = 100;

    /// <summary>True if the registered client gets the handler in the same body, or every client of the factory gets it there or by
    /// <c>TrackHttpClients()</c> anywhere in the project; otherwise, false.</summary>
    public static bool Include(IInvocationOperation registration)
        => registration.TargetMethod.Name == "AddHttpClient"
            && (TrackingHandlers.AreUnderAllClientsIn(registration.SemanticModel!.Compilation, CancellationToken.None)
                || Steps(registration).Any(AddsTheHandler) || OperationWalk.Root(registration).Descendants().OfType<IInvocationOperation>()
                .Any(static call => call.TargetMethod.Name == "ConfigureHttpClientDefaults"
                    && call.Descendants().OfType<IInvocationOperation>().Any(AddsTheHandler)));

    // AddHttpMessageHandler<TokenTrackingHandler>(), AddHttpMessageHandler(provider => new TokenTrackingHandler(tracker))
    private static bool AddsTheHandler(IInvocationOperation call)
        => call.TargetMethod.Name is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler"
                or "ConfigureAdditionalHttpMessageHandlers"
            && (call.TargetMethod.TypeArguments.Any(TrackingHandlers.IsHandler)
                || call.Arguments.Any(static argument => argument.Descendants()
                    .Any(static made => made is IObjectCreationOperation && TrackingHandlers.IsHandler(made.Type))));

    // The calls on the builder of the client, in a chain or through a variable.
    private static IEnumerable<IInvocationOperation> Steps(IInvocationOperation registration)
    {
        var seen = new HashSet<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(registration);
        while (open.Count > 0 && seen.Count < MostCalls)
        {
            var value = open.Pop();
            if (!seen.Add(value))
                continue;
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation:
                    open.Push(value.Parent);
                    break;
                case IInvocationOperation call when call.Instance == value:
                    yield return call;
                    open.Push(call);
                    break;
                case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Instance: null } call }:
                    yield return call;
                    open.Push(call);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    foreach (var read in BodyFlow.Of(declarator).ReadsOf(declarator.Symbol))
                        open.Push(read);
                    break;
            }
        }
    }
}
