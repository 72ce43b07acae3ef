using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>The diagnostics of the generator about the interfaces that it decorates.</summary>
internal static class TrackingDiagnostics
{
    private const string Category = "TokenTracking.Coverage";

    public static readonly DiagnosticDescriptor NothingToTrack = Refusal(RefusalIds.NothingToTrack,
        "Interface has nothing to track",
        "'{0}' is not tracked: {1}");

    public static readonly DiagnosticDescriptor NotAnInterface = Refusal(RefusalIds.NotAnInterface,
        "Type cannot be decorated",
        "'{0}' is not tracked: {1}; "
            + "add TokenTrackingHandler to its HttpClient instead");

    public static readonly DiagnosticDescriptor CannotBeNamed = Refusal(RefusalIds.CannotBeNamed,
        "Type cannot be named in generated code",
        "'{0}' is not tracked: generated code cannot refer to a type that is file-local or private, "
            + "or whose name is not a valid C# identifier");

    public static readonly DiagnosticDescriptor UnreachableMember = Refusal(RefusalIds.UnreachableMember,
        "Member cannot be implemented",
        "'{0}' is not tracked: its member '{1}' is not accessible from this assembly");

    public static readonly DiagnosticDescriptor SelfTyped = Refusal(RefusalIds.SelfTyped,
        "Self-referencing generic interface",
        "'{0}' is not tracked: the static members of a self-referencing generic interface "
            + "operate on the implementing type, which a decorator is not");

    public static readonly DiagnosticDescriptor ComImport = Refusal(RefusalIds.ComImport,
        "Interface is a COM import",
        "'{0}' is not tracked: the runtime calls the COM object directly, and a decorator cannot replace it");

    public static readonly DiagnosticDescriptor UnwritableSignature = Refusal(RefusalIds.UnwritableSignature,
        "Signature cannot be written in C#",
        "'{0}' is not tracked: its member '{1}' cannot be implemented in C#");

    public static readonly DiagnosticDescriptor UnsafeCode = Refusal(RefusalIds.UnsafeCode,
        "Member requires unsafe code",
        "'{0}' is not tracked: its member '{1}' uses pointers, and this project does not allow unsafe code");

    public static readonly DiagnosticDescriptor PreviewFeature = Refusal(RefusalIds.PreviewFeature,
        "Interface requires preview features",
        "'{0}' is not tracked: it requires preview features, which this project does not enable");

    public static readonly DiagnosticDescriptor LanguageVersion = Refusal(RefusalIds.LanguageVersion,
        "Language version is too old",
        "'{0}' is not tracked: {1} requires C# {2} or later");

    public static readonly DiagnosticDescriptor HiddenUsage = new(
        RefusalIds.HiddenUsage, "Usage cannot be tracked by a decorator",
        "Calls through '{0}' are not recorded: '{1}' returns their usage and cannot be decorated; "
            + "add TokenTrackingHandler to the client",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(RefusalIds.HiddenUsage));

    public static readonly DiagnosticDescriptor UnknownUsage = new(
        RefusalIds.UnknownUsage, "Result of a call states no usage",
        "Calls through '{0}' are recorded without usage: '{1}' does not state it; add TokenTrackingHandler to the client",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(RefusalIds.UnknownUsage));

    public static readonly DiagnosticDescriptor UnreadCount = new(
        RefusalIds.UnreadCount, "Count of a usage type is not read",
        "'{0}' sounds like a count of tokens but is not read: declare the counts of '{1}' with [UsageShape] or [UsageExtractor]",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(RefusalIds.UnreadCount));

    public static readonly DiagnosticDescriptor UntrackedService = new(
        RefusalIds.UntrackedService, "Service is returned without tracking",
        "Calls of the services that '{0}' returns are not recorded: '{1}' cannot be decorated",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(RefusalIds.UntrackedService));

    public static readonly DiagnosticDescriptor Crash = Refusal(RefusalIds.Crash,
        "Interface could not be decorated",
        "'{0}' is not tracked: the generator failed ({1})");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NothingToTrack, NotAnInterface, CannotBeNamed, UnreachableMember, SelfTyped, ComImport, UnwritableSignature, UnsafeCode,
        PreviewFeature,
        LanguageVersion, HiddenUsage, UnknownUsage, UnreadCount, UntrackedService, Crash,
    ];

    public static DiagnosticDescriptor Of(string id) => All.First(descriptor => descriptor.Id == id);

    private static DiagnosticDescriptor Refusal(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
            helpLinkUri: RuleDescriptors.HelpLink(id));
}
