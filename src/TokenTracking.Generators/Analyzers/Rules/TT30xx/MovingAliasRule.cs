using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The descriptor of TT3004.</summary>
internal static class MovingAliasRule
{
    public const string Id = "TT3004";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        title: "Model alias is not pinned to a version",
        messageFormat: "Model alias '{0}' is not pinned to a version; its behavior and its price can change without a change in this code",
        RuleDescriptors.Models,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An alias such as -latest refers to another model after each release. A dated name keeps the model and its price "
            + "until you change the name.",
        helpLinkUri: RuleDescriptors.HelpLink(Id));
}
