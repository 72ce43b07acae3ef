using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Twice;

namespace TokenTracking.Generators.Analyzers.Sdks;

/// <summary>What lies under an HttpClient, as far as the code shows how it was made.</summary>
internal static class ClientBelow
{
    private const string Handler = "TokenTrackingHandler";

    /// <summary>True for a client that a test made above a handler of its own: nothing is sent.</summary>
    public static bool IsADouble(TrackingSymbols symbols, IOperation? client)
        => symbols.IsTestProject && Parts(client).Any(part => part is IObjectCreationOperation { Type: { } type } && TestDoubles.IsTestDouble(symbols, type));

    /// <summary>True for a client that was made above the handler that reads usage from responses.</summary>
    public static bool Tracks(IOperation? client) => Parts(client).Any(static part => part is IObjectCreationOperation { Type.Name: Handler });

    /// <summary>True for a client that is made of nothing: <c>new HttpClient()</c>.</summary>
    public static bool IsBare(IOperation? client) => Origin(client) is IObjectCreationOperation { Arguments.IsEmpty: true };

    private static IEnumerable<IOperation> Parts(IOperation? client)
        => Origin(client) is { } origin
            ? origin.DescendantsAndSelf().SelectMany(static part => part is ILocalReferenceOperation && Origins.Of(part) is { } of ? of.DescendantsAndSelf() : [part])
            : [];

    // A local, or a field that its type gives one value.
    private static IOperation? Origin(IOperation? client)
        => Origins.Of(client) switch
        {
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member
                when PrivateUses.ValuesOf(member.Member, member) is [{ } value] => Origins.Of(value),
            var origin => origin,
        };
}
