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
        if (FindTokenUsage(type) is { } own)
        {
            members.Note(own);
            var path = ValuePath.Of(Members.StepTo(own));
            return ([new UsageRead(UsageModel.Ready(path), isAdded, !isAdded && HasCompleteness(type))], []);
        }

        foreach (var name in UsageShapes.Carriers(type))
        {
            if (Members.FindProperty(type, name) is { } property && ReadCarrier(property, isAdded) is { } read)
                return ([], [read]);
        }

        return _counts.TryRead(type, needsBoth: true) is { } carried ? ([new UsageRead(carried, isAdded)], []) : null;
    }

    private ReadScope? ReadCarrier(IPropertySymbol property, bool isAdded)
    {
        var type = Members.Underlying(property.Type);
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

    private static IPropertySymbol? FindTokenUsage(ITypeSymbol type)
    {
        IPropertySymbol? found = null;
        foreach (var property in Members.Properties(type).Where(static property => property.Type.IsTokenUsage()))
        {
            if (property.Name is "Usage" or "TokenUsage")
                return property;
            found ??= property;
        }

        return found;
    }

    private static bool HasCompleteness(ITypeSymbol type)
        => Members.FindProperty(type, "Completeness") is { } property && property.Type.IsIn("TokenTracking", "UsageCompleteness");
}
