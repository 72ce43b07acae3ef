using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>Registrations of HTTP clients that get the handler from the client factory:
/// <c>AddHttpClient&lt;T>().AddHttpMessageHandler&lt;TokenTrackingHandler>()</c>.</summary>
internal static class HandledClients
{
    /// <summary>The method that configures every client of the factory.</summary>
    public const string Defaults = "ConfigureHttpClientDefaults";

    private const int MostCalls = 100;

    /// <summary>True if the registered client gets the handler in the same body, or every client of the factory gets it there or by
    /// <c>TrackHttpClients()</c> anywhere in the project; otherwise, false.</summary>
    public static bool Include(IInvocationOperation registration)
        => registration.TargetMethod.Name == "AddHttpClient"
            && (TrackingHandlers.AreUnderAllClientsIn(registration.SemanticModel!.Compilation, CancellationToken.None)
                || Under(registration) == ClientMaking.Handled || OperationWalk.Root(registration).Descendants()
                .OfType<IInvocationOperation>().Any(static call => IsOfDefaults(call) && GivesTheHandler(call)));

    /// <summary>True for the name of a method that may register a client: <c>AddHttpClient</c>, <c>AddRefitClient</c>.</summary>
    public static bool MayRegister(string method)
        => method.StartsWith("Add", StringComparison.Ordinal) && method.EndsWith("Client", StringComparison.Ordinal);

    /// <summary>True for a call that registers a client and returns its builder.</summary>
    public static bool IsRegistration(IInvocationOperation call)
        => MayRegister(call.TargetMethod.Name) && IsBuilder(call.TargetMethod.ReturnType)
            && CallReceivers.Of(call) is { Type: { } receiver } && !IsBuilder(receiver);

    /// <summary>True for the call that configures every client of the factory.</summary>
    public static bool IsOfDefaults(IInvocationOperation call) => call.TargetMethod.Name == Defaults;

    /// <summary>True if the handler is given to clients inside the arguments of a call.</summary>
    public static bool GivesTheHandler(IInvocationOperation call)
        => call.Descendants().OfType<IInvocationOperation>().Any(AddsTheHandler);

    /// <summary>The types whose clients a registration configures: its own, and those that are added to its builder.</summary>
    public static IEnumerable<ITypeSymbol> ClientTypes(IInvocationOperation registration)
        => Steps(registration).Where(static call => call.TargetMethod.Name == "AddTypedClient").Prepend(registration)
            .Select(static call => call.TargetMethod.TypeArguments.LastOrDefault()).OfType<INamedTypeSymbol>();

    /// <summary>The making of the clients of a registration, as far as the calls on its builder show it.</summary>
    public static ClientMaking Under(IInvocationOperation registration)
    {
        var isLeft = false;
        var steps = Steps(registration, () => isLeft = true).ToList();
        return steps.Exists(static call => AddsTheHandler(call) || AddsItInside(call)) ? ClientMaking.Handled
            : isLeft || steps.Exists(IsOfOthers) ? ClientMaking.Unseen
            : ClientMaking.Bare;
    }

    // builder.AddLlmHandlers(), a method of this project
    private static bool AddsItInside(IInvocationOperation call)
        => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).DeclaringSyntaxReferences.Any(reference
            => MemberFlow.Of(call.SemanticModel!.Compilation).OperationOf(reference.GetSyntax(), CancellationToken.None)?.Descendants()
                .OfType<IInvocationOperation>().Any(AddsTheHandler) == true);

    // A method of another project that may know the handler.
    private static bool IsOfOthers(IInvocationOperation call)
        => call.TargetMethod.ContainingAssembly is { } assembly && !WellKnown.IsProduct(assembly.Name)
            && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && RuntimeReferences.MayTrack(assembly);

    private static bool IsBuilder(ITypeSymbol type) => type.Name == "IHttpClientBuilder";

    // AddHttpMessageHandler<TokenTrackingHandler>(), AddHttpMessageHandler(provider => new TokenTrackingHandler(tracker))
    private static bool AddsTheHandler(IInvocationOperation call)
        => call.TargetMethod.Name is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler"
                or "ConfigureAdditionalHttpMessageHandlers"
            && (call.TargetMethod.TypeArguments.Any(TrackingHandlers.IsHandler)
                || call.Arguments.Any(static argument => argument.Descendants()
                    .Any(static made => made is IObjectCreationOperation && TrackingHandlers.IsHandler(made.Type))));

    // The calls on the builder of the client, in a chain or through a variable.
    private static IEnumerable<IInvocationOperation> Steps(IInvocationOperation registration, Action? left = null)
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
                case IExpressionStatementOperation:
                    break;
                default:
                    // Returned, stored or captured: more may be added to the builder.
                    if (value.Type is { } type && IsBuilder(type))
                        left?.Invoke();
                    break;
            }
        }
    }
}
