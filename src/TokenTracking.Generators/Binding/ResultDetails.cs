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
        ("ResponseId", ["ResponseId", "Id"]),
        ("ServiceTier", ["ServiceTier"]),
        ("RawUsage", ["RawUsage"]),
    ];

    public IEnumerable<string> Read(string local, ITypeSymbol type)
    {
        foreach (var (target, names) in Texts)
        {
            if (FindText(local, type, names) is { } text)
                yield return $"reading.{target} = {text};";
        }

        if (members.FindPath(local, type, "ReportedCost") is { } cost && Members.Underlying(cost.Type).SpecialType == SpecialType.System_Decimal)
            yield return $"reading.ReportedCost = {cost.Text};";
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
            if (underlying.IsValueType && underlying.SpecialType == SpecialType.None)
                return expression.Text + (Members.CanBeNull(expression.Type) ? "?" : "") + ".ToString()";
        }

        return null;
    }
}
