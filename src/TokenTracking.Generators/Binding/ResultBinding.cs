using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds how a result, or an item of a stream, carries usage.</summary>
internal sealed class ResultBinding(Members members)
{
    private const string Usage = "usage";

    private static readonly string[] Envelopes = ["Value"];

    private readonly UsageCounts _counts = new(members);
    private readonly ResultDetails _details = new(members);

    /// <summary>The body of the reading method.</summary>
    /// <param name="type">The result or item.</param>
    /// <returns>What to read; null where the type carries no usage that can be told.</returns>
    public ReadScope? TryBind(ITypeSymbol type) => TryBind("result", "value", Members.Underlying(type), depth: 0);

    private ReadScope? TryBind(string expression, string local, ITypeSymbol type, int depth)
    {
        if (UsageCounts.IsTokenUsage(type))
            return Scope(expression, local, [$"reading.Replace({local});"], []);
        if (type is not INamedTypeSymbol || type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Delegate or TypeKind.Enum)
            return null;
        if (FindUsage(local, type) is { } usage)
            return Scope(expression, local, [.. usage.Statements, .. _details.Read(local, type)], usage.Children);
        return depth == 0 ? Unwrap(expression, local, type) : null;
    }

    private ReadScope? Unwrap(string expression, string local, ITypeSymbol type)
    {
        foreach (var name in Envelopes)
        {
            if (IsEnvelope(type) && Members.FindProperty(type, name) is { } property
                && TryBind($"{local}.{name}", "content", Members.Underlying(property.Type), depth: 1) is { } inner)
            {
                return Scope(expression, local, [], [inner]);
            }
        }

        return null;
    }

    // Only what is known to wrap a response: any type may have a property called Value.
    private static bool IsEnvelope(ITypeSymbol type)
        => type.IsIn("System.ClientModel", "ClientResult", 1) || type.IsIn("Azure", "Response", 1) || type.IsIn("Azure", "NullableResponse", 1);

    private (ImmutableArray<string> Statements, ImmutableArray<ReadScope> Children)? FindUsage(string local, ITypeSymbol type)
    {
        if (FindOwnUsage(type) is { } own)
        {
            var read = $"{local}.{Identifiers.Escape(own.Name)}";
            if (own.Type.IsValueType && !Members.CanBeNull(own.Type))
                return ([$"reading.Replace({read}{Completeness(local, type)});"], []);
            return ([], [Scope(read, Usage, [$"reading.Replace({Usage}{Completeness(local, type)});"], [])]);
        }

        foreach (var name in UsageRoles.Carriers)
        {
            if (Members.FindProperty(type, name) is { } property
                && _counts.TryRead(Usage, Members.Underlying(property.Type), needsBoth: false) is { } counts)
            {
                return ([], [Scope($"{local}.{name}", Usage, [$"reading.Replace({counts});"], [])]);
            }
        }

        return _counts.TryRead(local, type, needsBoth: true) is { } carried ? ([$"reading.Replace({carried});"], []) : null;
    }

    private static IPropertySymbol? FindOwnUsage(ITypeSymbol type)
    {
        IPropertySymbol? found = null;
        foreach (var property in Members.Properties(type).Where(static property => UsageCounts.IsTokenUsage(property.Type)))
        {
            if (property.Name is "Usage" or "TokenUsage")
                return property;
            found ??= property;
        }

        return found;
    }

    private static string Completeness(string local, ITypeSymbol type)
        => Members.FindProperty(type, "Completeness") is { } property && property.Type.IsIn("TokenTracking", "UsageCompleteness")
            ? $", {local}.Completeness"
            : "";

    private static ReadScope Scope(string expression, string local, ImmutableArray<string> statements, ImmutableArray<ReadScope> children)
        => new(ReadScopeKind.Value, expression, local, null, statements.ToEquatableArray(), children.ToEquatableArray());
}
