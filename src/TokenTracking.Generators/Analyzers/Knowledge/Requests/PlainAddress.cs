using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// An address that is written where it is used, apart from numbers, dates and identifiers in it: <c>"https://host/orders/" + id</c>. Most
/// requests have one, and it is read without an analysis of the method.
/// </summary>
internal static class PlainAddress
{
    // A concatenation is as deep as it has parts. A longer one is followed like any other value, without recursion.
    private const int MostParts = 64;

    /// <summary>The text of an address, with <see cref="AddressTexts.Open"/> for each part without text; null if a part has to be
    /// followed.</summary>
    public static string? TextOf(IOperation value)
    {
        var text = new StringBuilder();
        return Append(value, text, MostParts) ? text.ToString() : null;
    }

    /// <summary>True for a type whose values have no text that may be a part of an address of an LLM.</summary>
    public static bool IsWithoutText(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_Double) } => true,
        { SpecialType: SpecialType.System_DateTime } => true,
        { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan", ContainingNamespace.Name: nameof(System) } => true,
        _ => false,
    };

    private static bool Append(IOperation value, StringBuilder text, int most)
    {
        if (most == 0)
            return false;
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            if (constant is not string known)
                return false;
            text.Append(known);
            return true;
        }

        switch (value)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Append(sum.LeftOperand, text, most - 1) && Append(sum.RightOperand, text, most - 1);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Append(conversion.Operand, text, most - 1);
            case IObjectCreationOperation { Type.Name: "Uri", Arguments: [{ Value: var whole }], Initializer: null }:
                return Append(whole, text, most - 1);
            case IInterpolatedStringOperation { Parts: var parts }:
                return parts.All(part => part switch
                {
                    IInterpolatedStringTextOperation literal => Append(literal.Text, text, most - 1),
                    IInterpolationOperation { FormatString: null } hole => Append(hole.Expression, text, most - 1),
                    _ => false,
                });
            case IMemberReferenceOperation or IParameterReferenceOperation or IInvocationOperation when IsWithoutText(value.Type):
                text.Append(AddressTexts.Open[0]);
                return true;
            default:
                return false;
        }
    }
}
