namespace TokenTracking.Generators.Diagnostics;

/// <summary>Every rule's descriptor: one file per rule, named by its id, with a page of the same name under docs/rules.</summary>
internal static partial class Rules
{
    private const string Coverage = "TokenTracking.Coverage";
    private const string Accuracy = "TokenTracking.Accuracy";
    private const string Models = "TokenTracking.Models";

    /// <summary>Where a rule is explained.</summary>
    internal static string HelpLink(string id) => $"https://github.com/tokentracking/tokentracking/blob/main/docs/rules/{id}.md";
}
