using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>Follows usage back to the calls of LLMs that it tells of: through locals, patterns, members, conversions and what is made of it.</summary>
internal sealed class UsageSources(TrackingSymbols symbols, CancellationToken cancellationToken)
{
    private const int Farthest = 40;

    // Whatever was gone through once brings nothing new.
    private readonly HashSet<object> _visited = [];
    private bool _hasTracked;
    private bool _hasOther;

    /// <summary>True where the usage comes from at least one call, and from calls of tracked providers alone.</summary>
    public static bool AreTracked(TrackingSymbols symbols, IOperation? usage, CancellationToken cancellationToken)
    {
        var sources = new UsageSources(symbols, cancellationToken);
        sources.Follow(usage, 0);
        return sources is { _hasTracked: true, _hasOther: false };
    }

    /// <summary>True for a call that returns usage, on what is seen to be tracked or on what such an object hands out.</summary>
    public static bool IsCallOnTracked(TrackingSymbols symbols, IInvocationOperation call)
        => CallReceivers.AsPassed(call) is { } receiver && UsageShape.Carries(symbols, call.TargetMethod.ReturnType)
            && (ProviderOrigins.IsTracked(symbols, receiver) || (TrackedSources.TrackedSource(symbols, receiver) is { } source && ProviderOrigins.IsTracked(symbols, source)));

    private void Follow(IOperation? value, int depth)
    {
        if (value is null || _hasOther)
            return;
        if (depth > Farthest)
        {
            _hasOther = true;
            return;
        }

        switch (value)
        {
            case ILocalReferenceOperation local:
                FollowLocal(local, depth);
                break;
            case IParameterReferenceOperation parameter:
                FollowParameter(parameter, depth);
                break;
            case IInvocationOperation call:
                FollowCall(call, depth);
                break;
            case IConditionalAccessInstanceOperation placeholder:
                Follow(Accessed(placeholder), depth + 1);
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                FollowMember(member, depth);
                break;
            case IConditionalOperation choice:
                Follow(choice.WhenTrue, depth + 1);
                Follow(choice.WhenFalse, depth + 1);
                break;
            case IConditionalAccessOperation access:
                Follow(access.WhenNotNull, depth + 1);
                break;
            case ISwitchExpressionOperation choice:
                FollowAll(choice.Arms.Select(static arm => arm.Value), depth);
                break;
            case IAssignmentOperation assignment:
                Follow(assignment.Value, depth + 1);
                break;
            case IAnonymousFunctionOperation or IDelegateCreationOperation or IInterpolatedStringOperation:
                break;
            case IThrowOperation or ILiteralOperation or IDefaultValueOperation:
                break;

            // Conversions, operators, tuples, objects and arrays: what they are made of.
            default:
                FollowAll(value.ChildOperations, depth);
                break;
        }
    }

    private void FollowAll(IEnumerable<IOperation?> values, int depth)
    {
        foreach (var value in values)
            Follow(value, depth + 1);
    }

    private void FollowLocal(ILocalReferenceOperation local, int depth)
    {
        if (!_visited.Add(local.Syntax))
            return;
        foreach (var given in ReachingValues.Of(local))
            Follow(given.Value, depth + 1);
    }

    private void FollowMember(IMemberReferenceOperation reference, int depth)
    {
        if (reference.Instance is { } owner and not IInstanceReferenceOperation)
        {
            // The text of a result tells nothing of its usage.
            if (!UsageShape.Carries(symbols, owner.Type) || IsOfUsage(owner.Type, reference.Member, reference.Type))
                Follow(owner, depth + 1);
        }
        else if (reference.Member is { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true })
        {
            // TokenUsage.Unknown
        }
        else if (_visited.Add(reference.Member))
        {
            var values = PrivateUses.ValuesOf(reference.Member, reference) ?? [];
            if (reference.Member is IPropertySymbol { GetMethod: { } getter } && ReturnedValues.By(getter, reference) is { } returned)
                values = [.. values, .. returned];
            if (values.Count == 0)
                End(reference);
            FollowAll(values, depth);
        }
    }

    // A private method or local function that is handed results, and the lambda that LINQ or a task hands them to.
    private void FollowParameter(IParameterReferenceOperation reference, int depth)
    {
        var parameter = reference.Parameter;
        if (!_visited.Add(parameter))
            return;
        if (Lambda(reference, parameter) is { } lambda)
        {
            if (OperationWalk.TakingCall(lambda) is { } taking && CallReceivers.AsPassed(taking) is { } receiver && (MayBeUsage(receiver.Type) || LinqMethods.IsLinq(taking.TargetMethod)))
                Follow(receiver, depth + 1);
            else
                End(reference);
        }
        else if (EnclosingUses.Of(reference, cancellationToken) is { Uses: { Count: > 0 } uses })
        {
            foreach (var use in uses)
            {
                if (use is IInvocationOperation { Arguments: var arguments }
                    && arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter.OriginalDefinition)) is { } handed)
                    Follow(handed.Value, depth + 1);
                else
                    End(reference);
            }
        }
        else
        {
            End(reference);
        }
    }

    private void FollowCall(IInvocationOperation call, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_visited.Add(call.Syntax))
            return;
        if (IsCallOnTracked(symbols, call))
        {
            _hasTracked = true;
            return;
        }

        // A provider that is bare, or may be: its call is recorded here alone, whatever its own code is made of.
        if (CallReceivers.AsPassed(call) is { } receiver && symbols.Types.TrackedFaces(receiver.Type).Any() && UsageShape.Carries(symbols, call.TargetMethod.ReturnType))
        {
            _hasOther = true;
            return;
        }

        // ConfigureAwait, ToListAsync, WhenAll, and a team's own that hand on what they are given.
        var given = call.Arguments.Select(static argument => argument.Value).Where(value => MayBeUsage(value.Type)).ToList();
        if (call.Instance is { } instance && MayBeUsage(instance.Type))
            given.Add(instance);
        var run = call.Arguments.Select(static argument => LinqMethods.Lambda(argument.Value)).Where(lambda => lambda is not null && MayBeUsage(lambda.Symbol.ReturnType)).ToList();
        if (given.Count > 0)
            FollowAll(given, depth);
        else if (run.Count > 0)
            FollowAll(run.SelectMany(static lambda => Results(lambda!)), depth);
        else if (ReturnedValues.By(call.TargetMethod, call) is { Count: > 0 } returned)
            FollowAll(returned, depth);
        else
            End(call);
    }

    // Nobody sees what stands behind: where it may be the usage of a call, it may be one that nothing tracks.
    private void End(IOperation value)
    {
        if (MayBeUsage(value.Type) || value is IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Void })
            _hasOther = true;
    }

    private bool IsOfUsage(ITypeSymbol? result, ISymbol member, ITypeSymbol? type)
        => UsageShape.SpeaksOfUsage(member.Name) || MayBeUsage(type) || UsageShape.Holds(symbols, UsageShape.ResultOf(symbols, result), member);

    private bool MayBeUsage(ITypeSymbol? type)
        => type is not null && type.SpecialType != SpecialType.System_String
            && (UsageShape.IsUsage(symbols, type) || IsNamedUsage(type) || UsageShape.Carries(symbols, type)
                || (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(argument => UsageShape.IsUsage(symbols, argument) || IsNamedUsage(argument)))
                || (type is IArrayTypeSymbol array && MayBeUsage(array.ElementType))
                || UsageShape.IsCount(type));

    private static bool IsNamedUsage(ITypeSymbol type) => type.Name.IndexOf("Usage", StringComparison.Ordinal) >= 0;

    private static IEnumerable<IOperation?> Results(IAnonymousFunctionOperation lambda)
        => lambda.Body.Descendants().OfType<IReturnOperation>().Where(result => OperationWalk.ReturningLambda(result) == lambda).Select(static result => result.ReturnedValue);

    private static IAnonymousFunctionOperation? Lambda(IOperation reading, IParameterSymbol parameter)
    {
        for (var current = reading.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(parameter, SymbolEqualityComparer.Default))
                return lambda;
        }

        return null;
    }

    private static IOperation? Accessed(IOperation placeholder)
    {
        for (var current = placeholder; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current)
                return access.Operation;
        }

        return null;
    }
}
