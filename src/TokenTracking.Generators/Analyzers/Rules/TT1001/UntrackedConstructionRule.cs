using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>The descriptor of TT1001.</summary>
internal static class UntrackedConstructionRule
{
    public const string Id = "TT1001";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Provider is created without tracking",
        messageFormat: "'{0}' implements tracked interface '{1}' but is created without tracking; its calls are not recorded",
        RuleDescriptors.Coverage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The usage of calls on a class that implements a tracked interface is lost unless the class is wrapped in the"
            + " generated decorator. Create it with the factory, call WithTokenTracking on it, or register it before TrackAiProviders.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
