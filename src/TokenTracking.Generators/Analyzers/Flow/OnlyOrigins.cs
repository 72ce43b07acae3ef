using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The expressions that a value comes from, to determine whether there is only one.</summary>
/// <param name="Only">The only one; null for none, or for several.</param>
/// <param name="AreSeveral">True if there are several expressions, or if the origin is unknown.</param>
internal readonly record struct OnlyOrigin(IOperation? Only, bool AreSeveral);

/// <summary>Follows a value to the one expression that it comes from.</summary>
internal sealed class OnlyOrigins : ValueFold<OnlyOrigin>
{
    private static readonly ConditionalWeakTable<Compilation, OnlyOrigins> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, OnlyOrigin> Memory { get; } = new();

    protected override OnlyOrigin None => default;

    protected override OnlyOrigin Unknown => new(null, true);

    /// <summary>The expression that a local holds at a read, or any other expression itself; null if it may be one of several. Members
    /// and methods are not followed.</summary>
    public static IOperation? OriginOf(IOperation? value, CancellationToken cancellationToken)
        => value is null
            ? null
            : PerCompilation.GetValue(value.SemanticModel!.Compilation, static _ => new OnlyOrigins()).Of(value, cancellationToken).Only;

    protected override OnlyOrigin Join(OnlyOrigin one, OnlyOrigin other)
        => one == default || one == other ? other : other == default ? one : Unknown;

    protected override Reading<OnlyOrigin> Before(FlowValue value) => IsOrigin(value) ? Is(value.Operation) : default;

    protected override Reading<OnlyOrigin> Leaf(FlowValue value)
        => value is { Part: null, Operation: not ILocalReferenceOperation and var operation }
            ? Is(operation)
            : Reading<OnlyOrigin>.Is(Unknown);

    private static Reading<OnlyOrigin> Is(IOperation operation) => Reading<OnlyOrigin>.Is(new OnlyOrigin(operation, false));

    // What a local, a conversion or a task only passes on is no origin.
    private static bool IsOrigin(FlowValue value) => value.Part is null && value.Operation switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation or ILocalReferenceOperation or IDeclarationExpressionOperation
            => false,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IFieldReferenceOperation { Instance: not null, Field: var field } when Access.PositionOf(field) >= 0 => false,
        IConditionalAccessInstanceOperation => false,
        _ => true,
    };
}
