using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the properties of a usage object that sound like counts of tokens and that nothing reads: each may cost
/// something.</summary>
internal sealed class UnreadCounts(Members members)
{
    // Sums and limits; texts are what is left of the others; a prediction's tokens are part of the output.
    private static readonly string[] NoCounts =
        ["Total", "Max", "Limit", "Budget", "Remain", "Rate", "PerSecond", "Text", "Prediction", "Miss", "Estimated", "Billable"];

    /// <summary>Notes the unread counts of a type, and of the details that it holds.</summary>
    public void Note(ITypeSymbol type, IReadOnlyCollection<CountModel> counts)
    {
        var read = new HashSet<string>(counts.Select(static count => NameOf(count.Path)), StringComparer.Ordinal);
        foreach (var property in Members.Properties(type))
        {
            if (IsCount(property) && !read.Contains(property.Name) && !UsageRoles.Known.Contains(property.Name))
                members.NoteUnread(property);
            if (!property.Name.EndsWith("Details", StringComparison.Ordinal) || property.Type is not INamedTypeSymbol details)
                continue;
            foreach (var detail in Members.Properties(details).Where(IsCount))
            {
                var path = $"{property.Name}.{detail.Name}";
                if (!read.Contains(path) && !UsageRoles.Known.Contains(path))
                    members.NoteUnread(detail);
            }
        }
    }

    private static string NameOf(ValuePath path) => string.Join(".", path.Steps.Select(static step => step.Name));

    private static bool IsCount(IPropertySymbol property)
        => property.Name.Contains("Token") && UsageCounts.NeedsCast(property.Type) is not null
            && !Array.Exists(NoCounts, property.Name.Contains);
}
