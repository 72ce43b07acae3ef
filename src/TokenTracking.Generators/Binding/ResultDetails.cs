using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the facts of a result other than its counts: provider, model, response ID, service tier, cost.</summary>
internal sealed class ResultDetails(Members members)
{
    private readonly FailureFacts _failures = new(members);
    private readonly StateFacts _states = new(members);

    private static readonly (Fact Fact, string[] Names)[] Texts =
    [
        (Fact.Model, ["Model", "ModelId", "ModelName", "ModelVersion"]),
        (Fact.Provider, ["Provider", "ProviderName"]),
        (Fact.ResponseId, ["ResponseId", "Id", "ID"]),
        (Fact.ServiceTier, ["ServiceTier"]),
        (Fact.RawUsage, ["RawUsage"]),
    ];

    /// <summary>True if a response that is not finished can be looked up by another member; otherwise, false: a call of it is recorded
    /// without usage, since nobody would record it later.</summary>
    public bool ReadsStatus { get; set; }

    public IEnumerable<Read> Find(ITypeSymbol type)
    {
        foreach (var (fact, names) in Texts)
        {
            if (FindText(fact, type, names) is { } text)
                yield return text;
        }

        if (_failures.Find(type) is { } failure)
            yield return failure;
        foreach (var state in _states.Find(type, ReadsStatus))
            yield return state;

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

    /// <summary>True if a type names the model that answered; otherwise, false.</summary>
    public bool HasModel(ITypeSymbol type) => FindModel(type) is not null;

    /// <summary>The property that names the model that answered; null for none.</summary>
    public FactRead? FindModel(ITypeSymbol type) => FindText(Fact.Model, type, Texts[0].Names);

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

    /// <summary>How a property becomes a text; null if it has none.</summary>
    public static FactForm? FormOf(ITypeSymbol type)
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
