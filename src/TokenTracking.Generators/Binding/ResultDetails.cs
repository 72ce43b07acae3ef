using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the facts of a result other than its counts: provider, model, response ID, service tier, cost.</summary>
internal sealed class ResultDetails(Members members)
{
    private static readonly (Fact Fact, string[] Names)[] Texts =
    [
        (Fact.Model, ["Model", "ModelId", "ModelName", "ModelVersion"]),
        (Fact.Provider, ["Provider", "ProviderName"]),
        (Fact.ResponseId, ["ResponseId", "Id", "ID"]),
        (Fact.ServiceTier, ["ServiceTier"]),
        (Fact.RawUsage, ["RawUsage"]),
    ];

    public IEnumerable<Read> Find(ITypeSymbol type)
    {
        // The SDK's provider comes first, so that the value in the response takes precedence.
        if (UsageShapes.ProviderOf(type) is { } provider)
            yield return new FactConstant(Fact.Provider, provider);
        foreach (var (fact, names) in Texts)
        {
            if (FindText(fact, type, names) is { } text)
                yield return text;
        }

        if (members.FindPath(type, "ReportedCost") is { } cost
            && Members.Underlying(cost.Type).SpecialType == SpecialType.System_Decimal)
        {
            yield return new FactRead(Fact.ReportedCost, cost.Path);
        }

        if (members.FindPath(type, "Parts") is { Type: INamedTypeSymbol { TypeArguments: [var part] } list } parts
            && list.IsIn("System.Collections.Generic", "IReadOnlyList", 1) && part.IsIn("TokenTracking", "UsagePart"))
        {
            yield return new FactRead(Fact.Parts, parts.Path);
        }
    }

    /// <summary>The first of these properties that is text, or that has a text: an enum, or a structure around a string.</summary>
    public FactRead? FindText(Fact fact, ITypeSymbol type, string[] names)
    {
        foreach (var name in names)
        {
            if (members.FindPath(type, name) is { } found && FormOf(Members.Underlying(found.Type)) is { } form)
                return new FactRead(fact, found.Path, form);
        }

        return null;
    }

    private static FactForm? FormOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return FactForm.Value;
        // Anthropic's enums that may have values that the SDK does not know yet.
        if (type.Name == "ApiEnum" && type is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments }
            && arguments[0].SpecialType == SpecialType.System_String)
        {
            return FactForm.Raw;
        }

        return type.IsValueType && type.SpecialType == SpecialType.None ? FactForm.Text : null;
    }
}
