using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>The usage that a type itself carries.</summary>
internal sealed partial class ResultBinding
{
    private (Read[] Reads, ReadScope[] Children)? FindUsage(INamedTypeSymbol type, bool isItem)
    {
        var isAdded = isItem || UsageShapes.IsAdditive(type);
        if (UsageShapeDeclaration.Of(type, compilation.Assembly) is { } declared)
            return _counts.TryRead(type, declared) is { } counts ? ([new UsageRead(counts, isAdded)], []) : null;
        var own = TokenUsages(type);
        if (own.Length > 0)
        {
            var hasCompleteness = !isAdded && own.Length == 1 && HasCompleteness(type);
            return ([.. own.Select(property => Ready(property, isAdded || own.Length > 1, hasCompleteness))], []);
        }

        foreach (var name in UsageShapes.Carriers(type))
        {
            if (Members.FindProperty(type, name) is { } property && ReadCarrier(property, isAdded) is { } read)
                return ([], [Exact(type, property, read, isAdded), .. Refining(type, isAdded), .. Unseen(type)]);
        }

        // Several usages, none with the name of a total: they are added up.
        var several = Members.Properties(type).Where(IsNamedUsage)
            .Select(property => ReadCarrier(property, isAdded: true)).OfType<ReadScope>().ToArray();
        if (several.Length > 0)
            return ([], several);
        return _counts.TryRead(type, needsBoth: true) is { } carried ? ([new UsageRead(carried, isAdded)], []) : null;
    }

    private UsageRead Ready(IPropertySymbol property, bool isAdded, bool hasCompleteness)
    {
        members.Note(property);
        return new UsageRead(UsageModel.Ready(ValuePath.Of(Members.StepTo(property))), isAdded, hasCompleteness);
    }

    private ReadScope? ReadCarrier(IPropertySymbol property, bool isAdded)
    {
        var type = Members.Underlying(property.Type);
        if (UsageShapes.IsLookAlike(type))
            return null;
        var path = ValuePath.Of(Members.StepTo(property));
        if (_counts.TryRead(type, needsBoth: false) is { } counts)
        {
            members.Note(property);
            var usage = new UsageRead(counts, isAdded);
            return ReadScope.Value(path, details.FindText(Fact.ServiceTier, type, ["ServiceTier"]) is { } tier ? [usage, tier] : [usage]);
        }

        // A usage that is one of several kinds (tokens, or seconds of audio).
        foreach (var derived in UsageShapes.Derived(type))
        {
            if (_counts.TryRead(derived, needsBoth: false) is { } read)
            {
                return ReadScope.Value(path, [new UsageRead(read, isAdded)]) with
                {
                    Kind = ReadScopeKind.Case,
                    Type = types.NotNull(derived),
                };
            }
        }

        return null;
    }

    /// <summary>The properties that are a <c>TokenUsage</c>: the one with the name of a total; otherwise, all of them.</summary>
    private static IPropertySymbol[] TokenUsages(ITypeSymbol type)
    {
        var found = Members.Properties(type).Where(static property => property.Type.IsTokenUsage()).ToArray();
        return Array.Find(found, static property => UsageRoles.Carriers.Contains(property.Name, StringComparer.Ordinal)) is { } whole
            ? [whole]
            : found;
    }

    private static bool IsNamedUsage(IPropertySymbol property)
        => property.Name.EndsWith("Usage", StringComparison.Ordinal) && Members.Underlying(property.Type) is INamedTypeSymbol
        {
            SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface,
        };

    private static bool HasCompleteness(ITypeSymbol type)
        => Members.FindProperty(type, "Completeness") is { } property && property.Type.IsIn("TokenTracking", "UsageCompleteness");
}
