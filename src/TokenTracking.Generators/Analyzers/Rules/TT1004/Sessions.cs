using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>Types of sessions that do not end by themselves: OpenAI's realtime sessions, Anthropic's managed agents, Gemini's
/// live sessions, calls with streams in both directions.</summary>
internal static class Sessions
{
    private static readonly HashSet<string> Namespaces = new(StringComparer.Ordinal)
    {
        "Realtime", "RealTime", "Live", "Sessions", "ManagedAgents",
    };

    // Live as a separate word: LiveServerMessage, but not OliveResponse or Liveness.
    private static readonly Regex Words = new(
        "Real[tT]ime|ManagedAgent|SessionEvent|Bidirectional|Duplex|WebSocket|(?<![A-Z])Live(?=[A-Z]|$)",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>True for the type of such a session, or of what one sends.</summary>
    public static bool Name(ITypeSymbol type)
    {
        if (Words.IsMatch(type.Name))
            return true;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (Namespaces.Contains(space.Name))
                return true;
        }

        return false;
    }
}
