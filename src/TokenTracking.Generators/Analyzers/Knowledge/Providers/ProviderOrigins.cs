using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Values of which the same method shows where they come from.</summary>
internal static class ProviderOrigins
{
    // Providers that stand before providers that stand before others: while it is being typed, a member may return itself.
    private const int LongestChain = 12;

    /// <summary>The expression that a local was declared or once assigned with, else the expression itself; null where it is assigned in several ways.</summary>
    public static IOperation? Of(IOperation? value)
    {
        switch (value)
        {
            case null:
                return null;
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Of(awaited.Operation);
            case ILocalReferenceOperation local:
                var values = Values(local.Local, OperationWalk.Root(local)).Take(2).ToList();
                return values.Count == 1 ? Of(values[0]) : null;
            case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                return Of(task);
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                return Of(task);
            default:
                return value;
        }
    }

    /// <summary>The value under its conversions and awaits.</summary>
    public static IOperation? Bare(IOperation? value)
    {
        for (; ; )
        {
            var inner = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IAwaitOperation awaited => awaited.Operation,
                _ => null,
            };
            if (inner is null)
                return value;
            value = inner;
        }
    }

    /// <summary>True for a receiver that is seen to be tracked: it comes from the wrapper or the factory, or stands before one that does.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation? receiver) => IsTracked(symbols, receiver, LongestChain);

    private static bool IsTracked(TrackingSymbols symbols, IOperation? receiver, int depth)
        => depth > 0 && (Of(receiver) ?? Bare(receiver)) switch
        {
            // Whichever of them it is.
            ILocalReferenceOperation local => ReachingValues.Of(local) is { Count: > 0 } values && values.All(given => given.IsWhole && IsTracked(symbols, given.Value, depth - 1)),
            IConditionalOperation { WhenFalse: { } other } choice => IsTracked(symbols, choice.WhenTrue, depth - 1) && IsTracked(symbols, other, depth - 1),
            ICoalesceOperation choice => IsTracked(symbols, choice.Value, depth - 1) && IsTracked(symbols, choice.WhenNull, depth - 1),
            ISwitchExpressionOperation { Arms: { Length: > 0 } arms } => arms.All(arm => Bare(arm.Value) is IThrowOperation || IsTracked(symbols, arm.Value, depth - 1)),
            // _provider ??= Pick(): whatever the field is given anywhere.
            ICoalesceAssignmentOperation { Target: IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var field } } kept
                => PrivateUses.ValuesOf(field, kept) is { Count: > 0 } given && given.All(value => IsNull(value) || IsTracked(symbols, value, depth - 1)),
            IThrowOperation => true,
            IInvocationOperation call => Wrapping.IsWrapper(symbols, call.TargetMethod)
                ? !IsUntrackedFactory(call)
                : IsBuiltOverTracked(symbols, call, depth) || (symbols.Types.IsOrInheritsTracked(call.Type) && ReturnedValues.By(call.TargetMethod, call) is { } returned
                    && AreTracked(symbols, returned, depth)),

            // A field that its type gives nothing but tracked providers.
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member when symbols.Types.IsOrInheritsTracked(member.Type)
                => (PrivateUses.ValuesOf(member.Member, member) is { Count: > 0 } values && values.All(value => value is not IMemberReferenceOperation && IsTracked(symbols, value, depth - 1)))
                    || (member.Member is IPropertySymbol property && ReturnedValues.By(property.GetMethod, member) is { } got && AreTracked(symbols, got, depth)),
            IObjectCreationOperation creation => StandsBeforeTracked(symbols, creation, depth),
            _ => false,
        };

    // What only throws returns nothing that could be tracked.
    private static bool AreTracked(TrackingSymbols symbols, IReadOnlyList<IOperation> returned, int depth)
        => returned.Any(static value => Bare(value) is not IThrowOperation) && returned.All(value => IsTracked(symbols, value, depth - 1));

    private static bool IsNull(IOperation value) => Bare(value) is { ConstantValue: { HasValue: true, Value: null } };

    // tracked.AsBuilder().UseLogging().Build(), and a builder of which a step wraps.
    private static bool IsBuiltOverTracked(TrackingSymbols symbols, IInvocationOperation build, int depth)
    {
        if (build.TargetMethod.Name != "Build" || !Builders.IsBuilder(build.Instance?.Type))
            return false;
        for (var step = Of(build.Instance); step is not null && depth-- > 0;)
        {
            if (step is IInvocationOperation call && Builders.WrapsInALambda(symbols, call))
                return true;
            var before = step switch
            {
                IInvocationOperation { Instance: { } instance } => instance,
                IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } => first.Value,
                IObjectCreationOperation { Arguments: [{ } first, ..] } => first.Value,
                _ => null,
            };
            if (before is not null && symbols.Types.TrackedFaces(before.Type).Any())
                return IsTracked(symbols, before, depth);
            step = Of(before);
        }

        return false;
    }

    // new LoggingProvider(tracked): every provider of the same kind that it is handed is tracked.
    private static bool StandsBeforeTracked(TrackingSymbols symbols, IObjectCreationOperation creation, int depth)
    {
        var faces = symbols.Types.TrackedFaces(creation.Type).ToList();
        if (faces.Count == 0)
            return false;
        var inner = creation.Arguments.Where(argument => symbols.Types.TrackedFaces(argument.Parameter?.Type).Intersect(faces, SymbolEqualityComparer.Default).Any()).ToList();
        return inner.Count > 0 && inner.All(argument => IsTracked(symbols, argument.Value, depth - 1));
    }

    /// <summary>True for <c>LlmFactory.Create(trackTokens: false)</c>.</summary>
    public static bool IsUntrackedFactory(IInvocationOperation call)
        => call.Arguments.Any(static argument => argument.Parameter?.Name == "trackTokens"
            && argument.Value.ConstantValue is { HasValue: true } constant && constant.Value is not true);

    private static IEnumerable<IOperation> Values(ILocalSymbol local, IOperation root)
    {
        foreach (var operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Initializer: { } initializer } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                yield return initializer.Value;
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                && SymbolEqualityComparer.Default.Equals(target.Local, local))
                yield return assignment.Value;
        }
    }
}
