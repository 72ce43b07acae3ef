using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string TrackedTwiceId = "TT1005";

    public static readonly DiagnosticDescriptor TrackedTwice = new(
        TrackedTwiceId,
        title: "A call is counted twice",
        messageFormat: "{0}",
        Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A call has to be recorded once, nearest to the provider. Two records of one call, one record for all calls of a tool loop, and a record for an answer that came from a cache make every figure wrong.",
        helpLinkUri: HelpLink(TrackedTwiceId));
}
