using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>What the generator has to say of the interfaces that it is given.</summary>
internal static class TrackingDiagnostics
{
    private const string Category = "TokenTracking.Coverage";

    public static readonly DiagnosticDescriptor NothingToTrack = Refusal(RefusalIds.NothingToTrack,
        "Interface has nothing to track", "'{0}' is not tracked: it has no members to decorate");

    public static readonly DiagnosticDescriptor NotAnInterface = Refusal(RefusalIds.NotAnInterface,
        "Type cannot be decorated", "'{0}' is not tracked: it is neither an interface nor a class that can be derived from; put TokenTrackingHandler under its HttpClient instead");

    public static readonly DiagnosticDescriptor CannotBeNamed = Refusal(RefusalIds.CannotBeNamed,
        "Interface cannot be named", "'{0}' is not tracked: generated code cannot name a type that is file-local, private or of a name outside C#");

    public static readonly DiagnosticDescriptor UnreachableMember = Refusal(RefusalIds.UnreachableMember,
        "Member cannot be implemented", "'{0}' is not tracked: its member '{1}' cannot be reached from this assembly");

    public static readonly DiagnosticDescriptor SelfTyped = Refusal(RefusalIds.SelfTyped,
        "Interface is typed by itself", "'{0}' is not tracked: its static members work on the implementing type itself, which a decorator is not");

    public static readonly DiagnosticDescriptor ComImport = Refusal(RefusalIds.ComImport,
        "Interface is a COM import", "'{0}' is not tracked: a decorator cannot stand in for the object that the runtime calls through");

    public static readonly DiagnosticDescriptor UnwritableSignature = Refusal(RefusalIds.UnwritableSignature,
        "Signature cannot be written", "'{0}' is not tracked: C# cannot implement its member '{1}'");

    public static readonly DiagnosticDescriptor UnsafeCode = Refusal(RefusalIds.UnsafeCode,
        "Member needs unsafe code", "'{0}' is not tracked: its member '{1}' has pointers, and this project does not allow unsafe code");

    public static readonly DiagnosticDescriptor PreviewFeature = Refusal(RefusalIds.PreviewFeature,
        "Interface needs preview features", "'{0}' is not tracked: it needs preview features, and this project does not enable them");

    public static readonly DiagnosticDescriptor LanguageVersion = Refusal(RefusalIds.LanguageVersion,
        "Language version is too old", "'{0}' is not tracked: its member '{1}' needs C# {2} or later");

    public static readonly DiagnosticDescriptor HiddenUsage = new(
        RefusalIds.HiddenUsage, "Usage that no decorator can reach",
        "Calls through '{0}' are not recorded: nothing can stand in for the '{1}' that holds their usage; put TokenTrackingHandler under the client",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(RefusalIds.HiddenUsage));

    public static readonly DiagnosticDescriptor Crash = Refusal(RefusalIds.Crash,
        "Interface could not be decorated", "'{0}' is not tracked: the generator failed on it ({1})");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NothingToTrack, NotAnInterface, CannotBeNamed, UnreachableMember, SelfTyped, ComImport, UnwritableSignature, UnsafeCode, PreviewFeature,
        LanguageVersion, HiddenUsage, Crash,
    ];

    public static DiagnosticDescriptor Of(string id) => All.First(descriptor => descriptor.Id == id);

    private static DiagnosticDescriptor Refusal(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: RuleDescriptors.HelpLink(id));
}
