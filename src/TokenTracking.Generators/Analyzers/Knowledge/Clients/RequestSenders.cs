using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>The clients that send the request messages of a body.</summary>
internal static class RequestSenders
{
    private static readonly ConditionalWeakTable<IOperation, StrongBox<IOperation?>> PerBody = new();

    /// <summary>The client that sends a message. If the code does not show it, the only client that sends anything in the same body;
    /// otherwise, null.</summary>
    public static IOperation? Of(IOperation message)
    {
        var ends = Uses.Of(message, null, CancellationToken.None) ?? [];
        var clients = ends.Select(
            static end => end.Parent is IArgumentOperation { Parent: IInvocationOperation call } ? Sender(call) : null)
            .OfType<IOperation>().Take(2).ToList();
        return clients.Count == 0 ? PerBody.GetValue(OperationWalk.Root(message), static root => new(Only(root))).Value
            : clients.Count == 1 ? clients[0]
            : null;
    }

    private static IOperation? Only(IOperation root)
        => root.Descendants().OfType<IInvocationOperation>().Select(Sender).OfType<IOperation>().Take(2).ToList() is [{ } only]
            ? only
            : null;

    private static IOperation? Sender(IInvocationOperation call)
        => call.TargetMethod.Name is "Send" or "SendAsync" && call.Instance?.Type?.Name == "HttpClient" ? call.Instance
            : SendsForm(call.TargetMethod.Name) && CallReceivers.Of(call) is { Type.Name: "RestClient" or "IRestClient" } client ? client
            : null;

    // RestSharp: ExecuteAsync(request), ExecutePostAsync(request), PostAsync(request)
    private static bool SendsForm(string method)
        => method.StartsWith("Execute", StringComparison.Ordinal) || method.StartsWith("Post", StringComparison.Ordinal);
}
