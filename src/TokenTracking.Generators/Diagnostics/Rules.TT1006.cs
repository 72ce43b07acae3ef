using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string UsageAddedTwiceId = "TT1006";

    public static readonly DiagnosticDescriptor UsageAddedTwice = new(
        UsageAddedTwiceId,
        title: "Usage is added up wrongly",
        messageFormat: "{0}",
        Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers differ in whether cached tokens are a part of the input or stand beside it. Adding a part to its own total counts and bills it twice; taking a figure by the wrong convention loses or doubles it.",
        helpLinkUri: HelpLink(UsageAddedTwiceId));
}
