using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1003;

/// <summary>The descriptor of TT1003.</summary>
internal static class MissingUsageRule
{
    public const string Id = "TT1003";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Tracked member returns no usage",
        messageFormat: "'{0}' returns '{1}', which contains no usage; its calls are recorded without tokens and cost",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Every asynchronous member of an interface marked [TrackAiUsage] is a call. Its result must contain the usage; "
            + "otherwise, the records contain only the fact that a call was made.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
