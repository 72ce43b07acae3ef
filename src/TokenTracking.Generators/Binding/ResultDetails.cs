using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>What a result says besides its counts: who answered, with which model, under which id and tier, at which cost.</summary>
internal sealed class ResultDetails(Members members)
{
    private static readonly (string Target, string[] Names)[] Texts =
    [
        ("Model", ["Model", "ModelId", "ModelName", "ModelVersion"]),
        ("Provider", ["Provider", "ProviderName"]),
        ("ResponseId", ["ResponseId", "Id", "ID"]),
        ("ServiceTier", ["ServiceTier"]),
        ("RawUsage", ["RawUsage"]),
    ];

    public IEnumerable<string> Read(string local, ITypeSymbol type)
    {
        // The SDK's own word comes first: what the answer itself says, where it does, overrides it.
        if (UsageShapes.ProviderOf(type) is { } provider)
            yield return $"reading.Provider = {Identifiers.Literal(provider)};";
        foreach (var (target, names) in Texts)
        {
            if (FindText(local, type, names) is { } text)
                yield return $"reading.{target} = {text};";
        }

        if (members.FindPath(local, type, "ReportedCost") is { } cost && Members.Underlying(cost.Type).SpecialType == SpecialType.System_Decimal)
            yield return $"reading.ReportedCost = {cost.Text};";
        if (members.FindPath(local, type, "Parts") is { Type: INamedTypeSymbol { TypeArguments: [var part] } list } parts
            && list.IsIn("System.Collections.Generic", "IReadOnlyList", 1) && part.IsIn("TokenTracking", "UsagePart"))
        {
            yield return $"reading.Parts = {parts.Text};";
        }
    }

    /// <summary>The first of these properties that is text, or that is a name of its own: an enum, or a structure around a string.</summary>
    public string? FindText(string local, ITypeSymbol type, string[] names)
    {
        foreach (var name in names)
        {
            if (members.FindPath(local, type, name) is not { } expression)
                continue;
            var underlying = Members.Underlying(expression.Type);
            if (underlying.SpecialType == SpecialType.System_String)
                return expression.Text;
            // Anthropic's enums that may be values it does not know yet.
            if (underlying.Name == "ApiEnum" && underlying is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments }
                && arguments[0].SpecialType == SpecialType.System_String)
            {
                return expression.Text + (Members.CanBeNull(expression.Type) || expression.IsNullable ? "?" : "") + ".Raw()";
            }

            if (underlying.IsValueType && underlying.SpecialType == SpecialType.None)
                return expression.Text + (Members.CanBeNull(expression.Type) ? "?" : "") + ".ToString()";
        }

        return null;
    }
}
