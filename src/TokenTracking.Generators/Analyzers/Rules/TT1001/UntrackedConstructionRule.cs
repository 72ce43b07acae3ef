using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>The descriptor of TT1001.</summary>
internal static class UntrackedConstructionRule
{
    public const string Id = "TT1001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "A provider is constructed untracked",
        messageFormat: "'{0}' implements the tracked interface '{1}' and is used here without tracking: its calls are in no record",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A class that implements a tracked interface loses the usage of each call unless it is wrapped by the generated "
            + "decorator. Make it with the factory, call WithTokenTracking on it, or register it before TrackAiProviders.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
