using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A count in code: an object that contains usage, and the properties that lead from it to the count.</summary>
/// <param name="Holder">The object as source text.</param>
/// <param name="HolderType">Its type.</param>
/// <param name="Path">The properties, joined by dots: <c>InputTokenDetails.CachedTokenCount</c>.</param>
internal sealed record UsagePath(string Holder, ITypeSymbol HolderType, string Path)
{
    private const int MostAliases = 3;

    /// <summary>The place where the count is stored for a later sum; null if the sum itself reads it.</summary>
    public SyntaxNode? Place { get; init; }

    /// <summary>The factor of the count; null if it is not multiplied.</summary>
    public IOperation? Weight { get; init; }

    /// <summary>Every interpretation of a chain of properties: the holder is directly before the last property, one before that, and so
    /// on.</summary>
    public static IEnumerable<UsagePath> Of(IOperation value, string path = "") => Of(value, path, MostAliases);

    private static IEnumerable<UsagePath> Of(IOperation value, string path, int aliases)
    {
        var current = Bare(value);
        foreach (var inner in Within(current, path))
            yield return inner;
        while (current is IPropertyReferenceOperation { Instance: { Type: { } type } instance } property)
        {
            path = path.Length == 0 ? property.Property.Name : property.Property.Name + "." + path;
            var holder = Bare(instance);
            yield return new UsagePath(holder.Syntax.ToString(), holder.Type ?? type, path);
            current = holder;
        }

        // var details = usage.InputTokenDetails: the value of the local leads to the holder.
        if (path.Length > 0 && aliases > 0 && current is ILocalReferenceOperation local
            && SummedLocals.Of(local) is [{ Value: { } given, Path: var way }]
            && (Bare(given) is IPropertyReferenceOperation || way.Length > 0))
        {
            foreach (var outer in Of(given, way.Length == 0 ? path : way + "." + path, aliases - 1))
                yield return outer;
        }
    }

    // r is { Usage.InputTokens: { } input }: a property of r and of its usage.
    private static IEnumerable<UsagePath> Within(IOperation value, string path)
    {
        var type = value.Type;
        var holder = value.Syntax.ToString();
        while (path.Length > 0 && type is not null)
        {
            yield return new UsagePath(holder, type, path);
            var end = path.IndexOf('.');
            if (end < 0)
                yield break;
            var name = path.Substring(0, end);
            type = Members.FindProperty(Members.Underlying(type), name)?.Type;
            holder += "." + name;
            path = path.Substring(end + 1);
        }
    }

    /// <summary>The value without conversions, <c>?? 0</c>, <c>.Value</c> and <c>GetValueOrDefault()</c>.</summary>
    public static IOperation Bare(IOperation value) => value switch
    {
        IConversionOperation conversion => Bare(conversion.Operand),
        IParenthesizedOperation parenthesized => Bare(parenthesized.Operand),
        ICoalesceOperation { WhenNull: ILiteralOperation or IConversionOperation { Operand: ILiteralOperation } } coalesce
            => Bare(coalesce.Value),
        IPropertyReferenceOperation { Property: { Name: "Value",
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance }
            => Bare(instance),
        IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault",
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance }
            => Bare(instance),
        IConditionalAccessOperation { WhenNotNull: { } inner } access => InnermostInstance(inner) is null ? access : Bare(inner),
        IConditionalAccessInstanceOperation placeholder => Target(placeholder) ?? placeholder,
        _ => value,
    };

    private static IConditionalAccessInstanceOperation? InnermostInstance(IOperation operation)
        => operation.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault();

    // usage?.Details: the placeholder refers to the value before the question mark.
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
