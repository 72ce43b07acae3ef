using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>What a stream brings.</summary>
[Flags]
internal enum StreamContent
{
    None = 0,

    /// <summary>Pieces with usage, the last of them at the latest.</summary>
    Usage = 1,

    /// <summary>Events of a session that goes on: there is no last piece to wait for.</summary>
    Endless = 2,
}

/// <summary>Follows a stream back to the call that it comes from.</summary>
internal sealed class UsageStreams(Compilation compilation) : ValueFold<StreamContent>
{
    private static readonly HashSet<string> SdkPieces = new(StringComparer.Ordinal)
    {
        "StreamingChatCompletionUpdate", "StreamingResponseUpdate", "ChatResponseUpdate", "RawMessageStreamEvent",
        "StreamingChatCompletionsUpdate",
        "ChatResponseStream", "GenerateResponseStream",
    };

    protected override StreamContent None => StreamContent.None;

    protected override StreamContent Unknown => StreamContent.None;

    /// <summary>True for a stream whose pieces bring usage and that ends with the last of them, or what LINQ makes of one:
    /// <c>stream.Select(update => update.Text)</c>.</summary>
    public static bool Reads(IOperation value, Compilation compilation, CancellationToken cancellationToken)
    {
        var streams = new UsageStreams(compilation);
        var content = Piece(value.Type) is null ? StreamContent.None : streams.Of(value, cancellationToken) | streams.OfType(value.Type);
        return content == StreamContent.Usage;
    }

    protected override StreamContent Join(StreamContent one, StreamContent other) => one | other;

    protected override Reading<StreamContent> Before(FlowValue value) => value switch
    {
        {
            Part: null,
            Operation: IInvocationOperation { TargetMethod.Name: "Select" or "Where" or "WithCancellation" or "ConfigureAwait" } step,
        }
            when Piece(step.Type) is not null && CallReceivers.AsPassed(step) is { } source && Piece(source.Type) is not null
            => Reading<StreamContent>.OneOf(value.With(source)),
        { Part: null, Operation: IInvocationOperation { TargetMethod: { } method } call } when Piece(call.Type) is not null
            && (OfType(call.Type) | OfSource(method.ContainingType) | OfSource(CallReceivers.AsPassed(call)?.Type)) is var content
            && content != StreamContent.None
            => Reading<StreamContent>.Is(content),
        _ => default,
    };

    protected override Reading<StreamContent> Leaf(FlowValue value)
        => Reading<StreamContent>.Is(value.Part is null ? OfType(value.Operation.Type) : StreamContent.None);

    private StreamContent OfType(ITypeSymbol? type)
        => Piece(type) is not { } piece || IsOfAStore(piece) ? StreamContent.None
            : Sessions.Name(piece) ? StreamContent.Endless
            : SdkPieces.Contains(piece.Name) || BringsUsage(piece) ? StreamContent.Usage : StreamContent.None;

    private static StreamContent OfSource(ITypeSymbol? source)
        => source is not null && Sessions.Name(source) ? StreamContent.Endless : StreamContent.None;

    // Records are read out of a store: no provider waits to be asked for the rest.
    private static bool IsOfAStore(ITypeSymbol piece)
        => piece is { Name: "UsageRecord", ContainingNamespace: { Name: "TokenTracking", ContainingNamespace.IsGlobalNamespace: true } };

    private bool BringsUsage(ITypeSymbol piece)
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
