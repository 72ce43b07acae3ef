using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>What is below an HttpClient, as far as the code shows how it was made.</summary>
internal static class HttpClientHandlers
{
    private const int MostParts = 500;

    private static readonly HashSet<string> Answering = new(StringComparer.OrdinalIgnoreCase)
    {
        "Moq", "NSubstitute", "FakeItEasy", "RichardSzalay.MockHttp", "WireMock.Net", "JustEat.HttpClientInterception",
        "Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.TestHost",
    };

    /// <summary>True for a client that a test made above a separate handler: nothing is sent.</summary>
    public static bool IsADouble(TrackingSymbols symbols, IOperation? client)
        => symbols.IsTestProject && Parts(client).Any(part => IsADoubleItself(symbols, part));

    /// <summary>True for a client that was made above the handler that reads usage from responses.</summary>
    public static bool Tracks(IOperation? client)
        => Parts(client).Any(static part => part is IObjectCreationOperation { Type: var made } && TrackingHandlers.IsHandler(made));

    // new StubHandler(...), a handler of such a type however it came here, and what libraries for such tests make.
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

    // Everything that the client may be, and everything that it is made of.
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
