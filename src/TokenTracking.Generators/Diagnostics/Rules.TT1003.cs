using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string MissingUsageId = "TT1003";

    public static readonly DiagnosticDescriptor MissingUsage = new(
        MissingUsageId,
        title: "A tracked member returns no usage",
        messageFormat: "'{0}' returns '{1}', which carries no usage: its calls are recorded without tokens and without cost",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Every asynchronous member of an interface with [TrackAiUsage] is a call. What it returns has to carry the usage, or the records know only that there was a call.",
        helpLinkUri: HelpLink(MissingUsageId));
}
