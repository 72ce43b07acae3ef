using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Settings;

/// <summary>The settings for the rules in .editorconfig or .globalconfig. They apply to the whole project, regardless of the
/// section.</summary>
internal sealed class RuleSettings
{
    /// <summary>Further addresses of LLMs, or parts of them: <c>token_tracking.llm_hosts = llm.acme.example, /internal/ask</c>.</summary>
    public const string LlmHosts = "token_tracking.llm_hosts";

    /// <summary>Further methods that make a billed call: <c>token_tracking.billed_methods = Acme.Llm.Client.Ask</c>; <c>Async</c> is left
    /// out.</summary>
    public const string BilledMethods = "token_tracking.billed_methods";

    /// <summary>Methods that track their argument, or the call that is their argument: <c>token_tracking.tracking_methods =
    /// Metering.Measure</c>.</summary>
    public const string TrackingMethods = "token_tracking.tracking_methods";

    /// <summary>No settings.</summary>
    public static readonly RuleSettings None = new([], [], []);

    private readonly ImmutableHashSet<string> _tracking;

    private RuleSettings(ImmutableArray<string> hosts, ImmutableArray<string> billed, ImmutableArray<string> tracking)
        => (Hosts, Billed, _tracking) = (hosts, billed, [.. tracking]);

    /// <summary>The further addresses.</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>The further methods, each with the full name of its type.</summary>
    public ImmutableArray<string> Billed { get; }

    /// <summary>True for a method that the settings declare as tracking, by its name or by the names of its type and itself.</summary>
    public bool Tracks(IMethodSymbol method)
        => !_tracking.IsEmpty && (_tracking.Contains(method.Name) || _tracking.Contains(method.ContainingType?.Name + "." + method.Name)
            || _tracking.Contains(method.ContainingType?.ToDisplayString() + "." + method.Name));

    /// <summary>Reads the settings of any file of the compilation.</summary>
    public static RuleSettings Read(Compilation compilation, AnalyzerOptions options)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var all = compilation.SyntaxTrees.Select(provider.GetOptions).Prepend(provider.GlobalOptions).Distinct().ToList();
        ImmutableArray<string> Of(string key) =>
        [
            .. all.Select(each => each.TryGetValue(key, out var value) ? value : "").Distinct(StringComparer.Ordinal)
                .SelectMany(static value => value.Split([','], StringSplitOptions.RemoveEmptyEntries))
                .Select(static entry => entry.Trim()).Where(static entry => entry.Length > 0),
        ];
        return new RuleSettings(Of(LlmHosts), Of(BilledMethods), Of(TrackingMethods));
    }
}

/// <summary>The settings of a compilation.</summary>
internal static class RuleSettingsOfCompilation
{
    extension(TrackingSymbols symbols)
    {
        /// <summary>The settings.</summary>
        public RuleSettings Settings => symbols.Find<RuleSettings>() ?? RuleSettings.None;
    }

    extension(TrackingSymbols)
    {
        /// <summary>The symbols with the settings of a run of the analyzers; null if the runtime is not referenced.</summary>
        public static TrackingSymbols? For(Compilation compilation, AnalyzerOptions options)
        {
            var symbols = TrackingSymbols.For(compilation);
            symbols?.Fact(_ => RuleSettings.Read(compilation, options));
            return symbols;
        }

        /// <summary>The symbols with the settings of a run of the analyzers, also of a compilation that does not reference the
        /// runtime.</summary>
        public static TrackingSymbols ForAnyCode(Compilation compilation, AnalyzerOptions options)
        {
            var symbols = TrackingSymbols.ForAnyCode(compilation);
            symbols.Fact(_ => RuleSettings.Read(compilation, options));
            return symbols;
        }
    }
}
