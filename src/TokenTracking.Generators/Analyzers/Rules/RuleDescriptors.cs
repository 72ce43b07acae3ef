
namespace TokenTracking.Generators.Analyzers.Rules;

/// <summary>The common parts of the descriptors of all rules. The descriptor of a rule is in the folder named after its ID, and its page in
/// docs/rules has the same name.</summary>
internal static class RuleDescriptors
{
    public const string Coverage = "TokenTracking.Coverage";
    public const string Accuracy = "TokenTracking.Accuracy";
    public const string Models = "TokenTracking.Models";

    /// <summary>The address of the page of a rule.</summary>
    public static string HelpLink(string id) => $"https://github.com/tokentracking/tokentracking/blob/main/docs/rules/{id}.md";
}
