using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>The calls that usage originates from.</summary>
[Flags]
internal enum UsageSource
{
    None = 0,

    /// <summary>Calls of tracked providers.</summary>
    Tracked = 1,

    /// <summary>Calls that nothing else records, or that are not visible.</summary>
    Other = 2,
}

/// <summary>Follows usage back to the LLM calls that it describes, through all of its parts.</summary>
internal sealed class UsageSources(TrackingSymbols symbols) : ValueFold<UsageSource>
{
    private static readonly ConditionalWeakTable<TrackingSymbols, UsageSources> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, UsageSource> Memory { get; } = new();

    protected override UsageSource None => UsageSource.None;

    protected override UsageSource Unknown => UsageSource.Other;

    /// <summary>True if the usage originates from at least one call, and only from calls of tracked providers.</summary>
    public static bool AreTracked(TrackingSymbols symbols, IOperation? usage, CancellationToken cancellationToken)
        => usage is not null && PerCompilation.GetValue(symbols, static key => new UsageSources(key))
            .Of(usage, cancellationToken) == UsageSource.Tracked;

    /// <summary>True for a call that returns usage, on a provider that is tracked in visible code or on an object that such a provider
    /// returned.</summary>
    public static bool IsCallOnTracked(TrackingSymbols symbols, IInvocationOperation call)
        => CallReceivers.AsPassed(call) is { } receiver && UsageShape.Carries(symbols, call.TargetMethod.ReturnType)
            && (TrackedOrigins.IsTracked(symbols, receiver)
                || (TrackedSources.TrackedSourcesOf(symbols, receiver) is { Count: > 0 } sources
                    && sources.All(source => TrackedOrigins.IsTracked(symbols, source))));

    protected override UsageSource Join(UsageSource one, UsageSource other) => one | other;

    protected override Reading<UsageSource> Before(FlowValue value) => value.Operation switch
    {
        IInvocationOperation call => BeforeCall(value, call),
        ILocalReferenceOperation local => Reading<UsageSource>.OneOf(
            BodyFlow.Of(local).Reaching(local, local.Local, CancellationToken.None) is { IsShared: true } shared
                ? [VariableSteps.Standing(value, shared)]
                : Held(value, BodyFlow.Of(local).Reaching(local, local.Local, CancellationToken.None))),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => BeforeMember(value, member),
        IAnonymousFunctionOperation or IDelegateCreationOperation when value.Part is null => Is(UsageSource.None),
        IInterpolatedStringOperation => Is(UsageSource.None),
        _ => default,
    };

    protected override Reading<UsageSource> Leaf(FlowValue value) => value.Operation switch
    {
        IParameterReferenceOperation parameter => OfLambda(value, parameter) ?? End(parameter),
        IInvocationOperation or IMemberReferenceOperation => End(value.Operation),

        // Operators, tuples, objects and arrays: all of their parts.
        var operation => Reading<UsageSource>.OneOf([.. operation.ChildOperations.Select(child => value.With(child, null))]),
    };

    // A list contains what is added to it, and so does a sum.
    protected override IReadOnlyList<FlowValue> Held(FlowValue value, Reached seen)
        => [.. seen.Own.Select(definition => value.With(definition.Value, definition.Part)),
            .. seen.Further.Select(further => VariableSteps.Standing(value, further))];

    private Reading<UsageSource> BeforeMember(FlowValue value, IMemberReferenceOperation reference)
    {
        if (reference.Instance is { } owner and not IInstanceReferenceOperation)
        {
            // The text of a result does not contain its usage.
            return !UsageShape.Carries(symbols, owner.Type) || IsOfUsage(owner.Type, reference.Member, reference.Type)
                ? Reading<UsageSource>.OneOf(value.With(owner, null))
                : Is(UsageSource.None);
        }

        // TokenUsage.Unknown
        return reference.Member is { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } ? Is(UsageSource.None) : default;
    }

    private Reading<UsageSource> BeforeCall(FlowValue value, IInvocationOperation call)
    {
        if (IsCallOnTracked(symbols, call))
            return Is(UsageSource.Tracked);

        // A provider that is or may be untracked: its call is recorded only here, regardless of its implementation.
        if (CallReceivers.AsPassed(call) is { } receiver && symbols.Types.TrackedFaces(receiver.Type).Any()
            && UsageShape.Carries(symbols, call.TargetMethod.ReturnType))
            return Is(UsageSource.Other);

        // ConfigureAwait, ToListAsync, WhenAll, and methods of this compilation that return their argument.
        var given = call.Arguments.Select(static argument => argument.Value).Where(argument => MayBeUsage(argument.Type)).ToList();
        if (call.Instance is { } instance && MayBeUsage(instance.Type))
            given.Add(instance);
        if (given.Count == 0)
        {
            given.AddRange(call.Arguments.Select(static argument => LinqMethods.Lambda(argument.Value))
                .Where(lambda => lambda is not null && MayBeUsage(lambda.Symbol.ReturnType)).OfType<IOperation>());
            if (given.Count == 0)
                return default;
            return Reading<UsageSource>.OneOf([.. given.Select(lambda => value.With(lambda, Access.Result()))]);
        }

        return Reading<UsageSource>.OneOf([.. given.Select(each => value.With(each, null))]);
    }

    // A lambda that receives a task or a result.
    private Reading<UsageSource>? OfLambda(FlowValue value, IParameterReferenceOperation reference)
    {
        for (var current = BodyIndex.FunctionAround(reference); current is not null; current = BodyIndex.FunctionAround(current))
        {
            if (current is IAnonymousFunctionOperation lambda
                && lambda.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default))
            {
                return OperationWalk.TakingCall(lambda) is { } taking && CallReceivers.AsPassed(taking) is { } receiver
                    && (MayBeUsage(receiver.Type) || LinqMethods.IsLinq(taking.TargetMethod))
                        ? Reading<UsageSource>.OneOf(value.With(receiver, null))
                        : null;
            }
        }

        return null;
    }

    // Its implementation is not visible: if it may be the usage of a call, the call may be untracked.
    private Reading<UsageSource> End(IOperation value)
        => Is(MayBeUsage(value.Type)
            || value is IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Void }
            ? UsageSource.Other
            : UsageSource.None);

    private bool IsOfUsage(ITypeSymbol? result, ISymbol member, ITypeSymbol? type)
        => UsageShape.SpeaksOfUsage(member.Name) || MayBeUsage(type)
            || UsageShape.Holds(symbols, UsageShape.ResultOf(symbols, result), member);

    private bool MayBeUsage(ITypeSymbol? type)
        => type is not null && type.SpecialType != SpecialType.System_String
            && (UsageShape.IsUsage(symbols, type) || IsNamedUsage(type) || UsageShape.Carries(symbols, type)
                || (type is INamedTypeSymbol { IsGenericType: true } generic
                    && generic.TypeArguments.Any(argument => UsageShape.IsUsage(symbols, argument) || IsNamedUsage(argument)))
                || (type is IArrayTypeSymbol array && MayBeUsage(array.ElementType))
                || UsageShape.IsCount(type));

    private static bool IsNamedUsage(ITypeSymbol type) => type.Name.IndexOf("Usage", StringComparison.Ordinal) >= 0;

    private static Reading<UsageSource> Is(UsageSource source) => Reading<UsageSource>.Is(source);
}
