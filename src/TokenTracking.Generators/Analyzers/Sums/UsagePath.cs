using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Twice;

namespace TokenTracking.Generators.Analyzers.Sums;

/// <summary>A count as code reads it: an object that holds usage, and the properties that lead from it to the count.</summary>
/// <param name="Holder">The object, as it is written.</param>
/// <param name="HolderType">Its type.</param>
/// <param name="Path">The properties, joined by dots: <c>InputTokenDetails.CachedTokenCount</c>.</param>
internal sealed record UsagePath(string Holder, ITypeSymbol HolderType, string Path)
{
    /// <summary>Every reading of the value: with the holder directly before the last property, one before that, and so on.</summary>
    public static IEnumerable<UsagePath> Of(IOperation value)
    {
        var path = "";
        var current = Bare(value);
        if (current is ILocalReferenceOperation { Local: var local } && IsOfTokens(local) && Origins.OfUnchanged(current) is { } origin)
            current = Bare(origin);
        while (current is IPropertyReferenceOperation { Instance: { Type: { } type } instance } property)
        {
            path = path.Length == 0 ? property.Property.Name : property.Property.Name + "." + path;
            var holder = Bare(instance);
            yield return new UsagePath(holder.Syntax.ToString(), holder.Type ?? type, path);
            current = holder;
        }
    }

    // Asked for every sum of a program: most locals are seen at their declaration to hold something else. All counts have the word in their names.
    private static bool IsOfTokens(ILocalSymbol local)
        => local.DeclaringSyntaxReferences is [{ } reference] && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && value.DescendantNodesAndSelf().Any(static node => node is SimpleNameSyntax { Identifier.ValueText: var name } && name.IndexOf("Token", StringComparison.Ordinal) >= 0);

    /// <summary>The value without what makes it a number: conversions, <c>?? 0</c>, <c>.Value</c>, <c>GetValueOrDefault()</c>.</summary>
    public static IOperation Bare(IOperation value) => value switch
    {
        IConversionOperation conversion => Bare(conversion.Operand),
        IParenthesizedOperation parenthesized => Bare(parenthesized.Operand),
        ICoalesceOperation { WhenNull: ILiteralOperation or IConversionOperation { Operand: ILiteralOperation } } coalesce => Bare(coalesce.Value),
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance }
            => Bare(instance),
        IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance }
            => Bare(instance),
        IConditionalAccessOperation { WhenNotNull: { } inner } access => InnermostInstance(inner) is null ? access : Bare(inner),
        IConditionalAccessInstanceOperation placeholder => Target(placeholder) ?? placeholder,
        _ => value,
    };

    private static IConditionalAccessInstanceOperation? InnermostInstance(IOperation operation)
        => operation.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault();

    // usage?.Details: the placeholder stands for what is before the question mark.
    private static IOperation? Target(IOperation placeholder)
    {
        for (var current = placeholder; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current)
                return Bare(access.Operation);
        }

        return null;
    }
}
