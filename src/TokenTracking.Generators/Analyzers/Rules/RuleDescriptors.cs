
namespace TokenTracking.Generators.Analyzers.Rules;

/// <summary>What the descriptors of all rules share. Each rule's descriptor is in the folder of its ID, with a page of the same name in
/// docs/rules.</summary>
internal static class RuleDescriptors
{
    public const string Coverage = "TokenTracking.Coverage";
    public const string Accuracy = "TokenTracking.Accuracy";
    public const string Models = "TokenTracking.Models";

    /// <summary>Where a rule is explained.</summary>
    public static string HelpLink(string id) => $"https://github.com/tokentracking/tokentracking/blob/main/docs/rules/{id}.md";
}
