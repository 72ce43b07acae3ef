using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A count in code: an object that contains usage, and the properties that lead from it to the count.</summary>
/// <param name="Holder">The object as source text.</param>
/// <param name="HolderType">Its type.</param>
/// <param name="Path">The properties, joined by dots: <c>InputTokenDetails.CachedTokenCount</c>.</param>
internal sealed record UsagePath(string Holder, ITypeSymbol HolderType, string Path)
{
    // Sets of counts are compared often, and the texts are long: the largest part of the hash is computed once.
    private readonly string _holder = Holder;
    private readonly int _holderHash = StringComparer.Ordinal.GetHashCode(Holder);

    /// <summary>The object as source text.</summary>
    public string Holder
    {
        get => _holder;
        init => (_holder, _holderHash) = (value, StringComparer.Ordinal.GetHashCode(value));
    }

    /// <summary>Where the count is read; null if the sum itself reads it.</summary>
    public SyntaxNode? Place { get; init; }

    /// <summary>The factor of the count; null if it is not multiplied.</summary>
    public IOperation? Weight { get; init; }

    /// <summary>True for a count that something else was added to.</summary>
    public bool IsSummed { get; init; }

    /// <inheritdoc/>
    public override int GetHashCode() => (_holderHash * 31) + Path.Length;

    /// <summary>The value without what makes it a number: conversions, <c>?? 0</c>, <c>.Value</c>, <c>GetValueOrDefault()</c>.</summary>
    public static IOperation Bare(IOperation value)
    {
        for (; ; )
        {
            var inner = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                ICoalesceOperation { WhenNull: ILiteralOperation or IConversionOperation { Operand: ILiteralOperation } } coalesce
                    => coalesce.Value,
                IPropertyReferenceOperation { Property: { Name: "Value",
                    ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance } => instance,
                IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault",
                    ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance } => instance,
                IConditionalAccessOperation access => access.WhenNotNull,
                IConditionalAccessInstanceOperation instance => ValueSteps.Accessed(instance),
                _ => null,
            };
            if (inner is null)
                return value;
            value = inner;
        }
    }
}
