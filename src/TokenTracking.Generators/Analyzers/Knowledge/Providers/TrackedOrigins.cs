using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Determines whether a provider is tracked on every path from its origin.</summary>
internal enum TrackedOrigin
{
    /// <summary>There is no provider: null, or a <c>throw</c>.</summary>
    None,

    /// <summary>It comes from the wrapper, or calls a provider that does.</summary>
    Tracked,

    /// <summary>Nothing shows that it is tracked.</summary>
    Unseen,
}

/// <summary>Follows a provider back to the wrappers that it comes from.</summary>
internal sealed class TrackedOrigins(TrackingSymbols symbols) : ValueFold<TrackedOrigin>
{
    private static readonly ConditionalWeakTable<TrackingSymbols, TrackedOrigins> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, TrackedOrigin> Memory { get; } = new();

    protected override TrackedOrigin None => TrackedOrigin.None;

    protected override TrackedOrigin Unknown => TrackedOrigin.Unseen;

    public static TrackedOrigins Of(TrackingSymbols symbols) => PerCompilation.GetValue(symbols, static key => new TrackedOrigins(key));

    /// <summary>True for a receiver that is seen to be tracked: it comes from the wrapper or the factory, or calls one that does.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation? receiver)
        => receiver is not null && Of(symbols).Of(receiver, CancellationToken.None) == TrackedOrigin.Tracked;

    protected override TrackedOrigin Join(TrackedOrigin one, TrackedOrigin other) => one > other ? one : other;

    protected override Reading<TrackedOrigin> Before(FlowValue value)
    {
        if (value.IsNull)
            return Is(TrackedOrigin.None);
        return value switch
        {
            { Part: null, Operation: IInvocationOperation call } => BeforeCall(value, call),
            { Part: null, Operation: IObjectCreationOperation { Arguments: [{ Value: var first }, ..] } builder } when Builders.IsBuilder(
                builder.Type)
                => Reading<TrackedOrigin>.OneOf(value.With(first)),

            // A member of a type that is not a provider does not show whether a provider is tracked.
            { Part: null, Operation: IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member }
                when !symbols.Types.IsOrInheritsTracked(member.Type) && !Builders.IsBuilder(member.Type) => Is(TrackedOrigin.Unseen),
            _ => default,
        };
    }

    protected override Reading<TrackedOrigin> Leaf(FlowValue value)
        => value is { Part: null, Operation: IObjectCreationOperation creation } ? OfCreation(value, creation) : Is(TrackedOrigin.Unseen);

    private Reading<TrackedOrigin> BeforeCall(FlowValue value, IInvocationOperation call)
    {
        if (Wrapping.IsWrapper(symbols, call.TargetMethod))
            return Is(Wrapping.IsUntrackedFactory(call) ? TrackedOrigin.Unseen : TrackedOrigin.Tracked);

        // tracked.AsBuilder().UseLogging().Build(), and a builder with a step that wraps.
        if (call.TargetMethod.Name == "Build" && Builders.IsBuilder(call.Instance?.Type))
        {
            return Builders.IsTracked(symbols, call.Instance!, CancellationToken.None)
                ? Is(TrackedOrigin.Tracked)
                : Reading<TrackedOrigin>.OneOf(value.With(call.Instance!));
        }

        if (Builders.IsBuilder(call.Type))
        {
            var before = call.Instance
                ?? (call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: var first }, ..] } ? first : null);
            return Builders.Tracks(symbols, call) ? Is(TrackedOrigin.Tracked)
                : before is null ? Is(TrackedOrigin.Unseen)
                : Reading<TrackedOrigin>.OneOf(value.With(before));
        }

        if (AdapterMethods.SourceOf(call) is { } adapted)
            return Reading<TrackedOrigin>.OneOf(value.With(adapted));

        return call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || symbols.Types.IsOrInheritsTracked(Awaited(call.Type))
            ? default
            : Is(TrackedOrigin.Unseen);
    }

    // new LoggingProvider(tracked): every provider of the same kind in its arguments is tracked.
    private Reading<TrackedOrigin> OfCreation(FlowValue value, IObjectCreationOperation creation)
    {
        var faces = symbols.Types.TrackedFaces(creation.Type).ToList();
        var inner = creation.Arguments
            .Where(argument => symbols.Types.TrackedFaces(argument.Parameter?.Type).Intersect(faces, SymbolEqualityComparer.Default).Any())
            .Select(argument => value.With(argument.Value)).ToList();
        return inner.Count == 0
            ? Is(TrackedOrigin.Unseen)
            : Reading<TrackedOrigin>.MadeOf(inner, static parts => parts.Max());
    }

    private static Reading<TrackedOrigin> Is(TrackedOrigin origin) => Reading<TrackedOrigin>.Is(origin);

    private static ITypeSymbol? Awaited(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ } result] } ? result : type;
}
