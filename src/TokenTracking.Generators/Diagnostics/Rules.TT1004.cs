using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Diagnostics;

internal static partial class Rules
{
    public const string AbandonedStreamId = "TT1004";

    public static readonly DiagnosticDescriptor AbandonedStream = new(
        AbandonedStreamId,
        title: "A stream ends before its usage arrives",
        messageFormat: "{0}: the usage of a stream comes with its last piece, and never arrives here",
        Accuracy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Providers report the usage of a streamed answer in its last piece. A loop that is left early, and a request that does not ask for usage, are billed and recorded without it.",
        helpLinkUri: HelpLink(AbandonedStreamId));
}
