using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>What lies under an HttpClient, as far as the code shows how it was made.</summary>
internal static class HttpClientHandlers
{
    private const string Handler = "TokenTrackingHandler";

    // A helper that asks a helper.
    private const int MostMakers = 3;

    private static readonly HashSet<string> Answering = new(StringComparer.OrdinalIgnoreCase)
    {
        "Moq", "NSubstitute", "FakeItEasy", "RichardSzalay.MockHttp", "WireMock.Net", "JustEat.HttpClientInterception", "Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.TestHost",
    };

    /// <summary>True for a client that a test made above a handler of its own: nothing is sent.</summary>
    public static bool IsADouble(TrackingSymbols symbols, IOperation? client)
        => symbols.IsTestProject && Parts(client).Any(part => IsADoubleItself(symbols, part));

    /// <summary>True for a client that was made above the handler that reads usage from responses.</summary>
    public static bool Tracks(IOperation? client) => Parts(client).Any(static part => part is IObjectCreationOperation { Type.Name: Handler });

    /// <summary>True for a client that is made of nothing: <c>new HttpClient()</c>.</summary>
    public static bool IsBare(IOperation? client) => Origin(client) is IObjectCreationOperation { Arguments.IsEmpty: true };

    // new StubHandler(...), a handler of such a type however it came here, and what libraries for such tests make.
    private static bool IsADoubleItself(TrackingSymbols symbols, IOperation part) => part switch
    {
        IObjectCreationOperation { Type: { } made } when TestDoubles.IsTestDouble(symbols, made) => true,
        IInvocationOperation { TargetMethod.ContainingAssembly.Name: var library } when Answering.Contains(library) => true,
        IMemberReferenceOperation { Member.ContainingAssembly.Name: var library } when Answering.Contains(library) => true,
        IMemberReferenceOperation or IParameterReferenceOperation => part.Type is { BaseType: not null } type && TestDoubles.IsTestDouble(symbols, type) && IsHandler(type),
        _ => false,
    };

    private static bool IsHandler(ITypeSymbol type)
        => type.Name == "HttpMessageHandler" || (type.BaseType is { } above && IsHandler(above));

    private static IEnumerable<IOperation> Parts(IOperation? client) => Parts(client, MostMakers);

    private static IEnumerable<IOperation> Parts(IOperation? client, int makers)
    {
        if ((Origin(client) ?? Deconstructed(client)) is not { } origin)
            return [];
        var parts = origin.DescendantsAndSelf().SelectMany(static part => part is ILocalReferenceOperation && ProviderOrigins.Of(part) is { } of ? of.DescendantsAndSelf() : [part]);
        return makers > 0 && origin is IInvocationOperation call && ReturnedValues.By(call.TargetMethod, call) is { Count: > 0 } returned
            ? parts.Concat(returned.SelectMany(value => Parts(value, makers - 1)))
            : parts;
    }

    // var (client, handler) = Create();
    private static IOperation? Deconstructed(IOperation? client)
        => client is ILocalReferenceOperation local && LocalAssignments.At(local).Take(2).ToList() is [IDeconstructionAssignmentOperation { Value: var value }] ? ProviderOrigins.Of(value) : null;

    // A local, or a field that its type gives one value.
    private static IOperation? Origin(IOperation? client)
        => ProviderOrigins.Of(client) switch
        {
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member
                when PrivateUses.ValuesOf(member.Member, member) is [{ } value] => ProviderOrigins.Of(value),
            var origin => origin,
        };
}
