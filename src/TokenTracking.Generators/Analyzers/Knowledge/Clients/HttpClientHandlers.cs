using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>The handlers of an HttpClient, as far as the code shows how it was created.</summary>
internal static class HttpClientHandlers
{
    private const int MostParts = 500;

    private static readonly HashSet<string> Answering = new(StringComparer.OrdinalIgnoreCase)
    {
        "Moq", "NSubstitute", "FakeItEasy", "RichardSzalay.MockHttp", "WireMock.Net", "JustEat.HttpClientInterception",
        "Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.TestHost",
    };

    /// <summary>True for a client that a test created with its own handler: nothing is sent.</summary>
    public static bool IsADouble(TrackingSymbols symbols, IOperation? client)
        => symbols.IsTestProject && Parts(client).Any(part => IsADoubleItself(symbols, part));

    /// <summary>True for a client that was created with the handler that reads usage from responses.</summary>
    public static bool Tracks(IOperation? client)
        => Parts(client).Any(static part => part is IObjectCreationOperation { Type: var made } && TrackingHandlers.IsHandler(made));

    // new StubHandler(...), any value of such a type, and the handlers that libraries for such tests create.
    private static bool IsADoubleItself(TrackingSymbols symbols, IOperation part) => part switch
    {
        IObjectCreationOperation { Type: { } made } when TestDoubles.IsTestDouble(symbols, made) => true,
        IInvocationOperation { TargetMethod.ContainingAssembly.Name: var library } when Answering.Contains(library) => true,
        IMemberReferenceOperation { Member.ContainingAssembly.Name: var library } when Answering.Contains(library) => true,
        IMemberReferenceOperation or IParameterReferenceOperation
            => part.Type is { BaseType: not null } type && TestDoubles.IsTestDouble(symbols, type) && IsHandler(type),
        _ => false,
    };

    private static bool IsHandler(ITypeSymbol type)
        => type.Name == "HttpMessageHandler" || (type.BaseType is { } above && IsHandler(above));

    // All values of the client, and all values that it is created from.
    private static IEnumerable<IOperation> Parts(IOperation? client)
    {
        if (client is null)
            yield break;
        var seen = new HashSet<FlowValue>();
        var open = new Stack<FlowValue>();
        open.Push(new FlowValue(client));
        while (open.Count > 0 && seen.Count < MostParts)
        {
            var part = open.Pop();
            if (!seen.Add(part))
                continue;
            yield return part.Operation;
            foreach (var next in ValueSteps.Of(part, CancellationToken.None)
                ?? [.. part.Operation.ChildOperations.Select(child => part.With(child, null))])
                open.Push(next);
        }
    }
}
