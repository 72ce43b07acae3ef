using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>Streams with usage in their items, at the latest in the last one.</summary>
internal static class UsageStreams
{
    private static readonly HashSet<string> SdkPieces = new(StringComparer.Ordinal)
    {
        "StreamingChatCompletionUpdate", "StreamingResponseUpdate", "ChatResponseUpdate", "RawMessageStreamEvent",
        "StreamingChatCompletionsUpdate",
        "ChatResponseStream", "GenerateResponseStream",
    };

    /// <summary>True for an <c>IAsyncEnumerable</c> (or a class that implements it) of items with usage.</summary>
    public static bool IsUsageStream(ITypeSymbol? type, Compilation compilation)
        => Piece(type) is { } piece && !IsOfAStore(piece) && (SdkPieces.Contains(piece.Name) || BringsUsage(piece, compilation));

    /// <summary>True for a value that is such a stream, or a LINQ query over one: <c>stream.Select(update => update.Text)</c>.</summary>
    public static bool Reads(IOperation value, Compilation compilation) => value switch
    {
        IConversionOperation conversion => Reads(conversion.Operand, compilation),
        _ when IsUsageStream(value.Type, compilation) => true,
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true,
            Name: "Select" or "Where" or "WithCancellation" or "ConfigureAwait" }, Arguments: [{ Value: { } source }, ..] }
            => Reads(source, compilation),
        ILocalReferenceOperation local when Piece(local.Type) is not null
            && ProviderOrigins.Of(local) is { } given && given is not ILocalReferenceOperation => Reads(given, compilation),
        _ => false,
    };

    // Records are read from a store; no provider is involved.
    private static bool IsOfAStore(ITypeSymbol piece)
        => piece is { Name: "UsageRecord", ContainingNamespace: { Name: "TokenTracking", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool BringsUsage(ITypeSymbol piece, Compilation compilation)
        => piece.TypeKind != TypeKind.TypeParameter && BoundUsage.IsFoundIn(piece, compilation);

    private static ITypeSymbol? Piece(ITypeSymbol? type)
    {
        if (type is null)
            return null;
        if (type.IsAsyncEnumerable())
            return ((INamedTypeSymbol)type).TypeArguments[0];
        if (type is INamedTypeSymbol { Name: "ConfiguredCancelableAsyncEnumerable", TypeArguments: [{ } configured] })
            return configured;
        return type.AllInterfaces.FirstOrDefault(static candidate => candidate.IsAsyncEnumerable())?.TypeArguments[0];
    }
}
