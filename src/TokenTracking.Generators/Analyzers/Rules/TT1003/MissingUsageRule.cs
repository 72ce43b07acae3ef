using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1003;

/// <summary>The descriptor of TT1003.</summary>
internal static class MissingUsageRule
{
    public const string Id = "TT1003";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A tracked member returns no usage",
        messageFormat: "'{0}' returns '{1}', which carries no usage: its calls are recorded without tokens and without cost",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Every asynchronous member of an interface with [TrackAiUsage] is a call. What it returns has to carry the usage, or the records know only that there was a call.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
