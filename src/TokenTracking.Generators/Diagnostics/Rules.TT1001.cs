using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string UntrackedConstructionId = "TT1001";

    public static readonly DiagnosticDescriptor UntrackedConstruction = new(
        UntrackedConstructionId,
        title: "A provider is constructed untracked",
        messageFormat: "'{0}' implements the tracked interface '{1}' and is used here without tracking: its calls are in no record",
        Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A class that implements a tracked interface loses the usage of each call unless it is wrapped by the generated "
            + "decorator. Make it with the factory, call WithTokenTracking on it, or register it before TrackAiProviders.",
        helpLinkUri: HelpLink(UntrackedConstructionId));
}
