using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// What was last parsed of each type of a referenced assembly. The compiler keeps such types from one compilation to the next, so that
/// neither an edit nor the analyzer, which sees the compilation with the generated files, parses a family of an SDK again.
/// </summary>
internal static class ReferencedTypes
{
    // An entry is removed with the type, which holds on to everything that a finding names.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, Entry> Known = new();

    /// <summary>What a type became under the same request and the same surroundings; otherwise, what it becomes now.</summary>
    public static ParsedInterface GetOrParse(
        INamedTypeSymbol type, TrackingRequest request, Compilation compilation, Func<ParsedInterface> parse)
    {
        if (type.Locations.Any(static location => !location.IsInMetadata))
            return parse();
        var entry = Known.GetOrCreateValue(type);
        var surroundings = Surroundings.Of(compilation);
        if (entry.Last is { } last && last.Request == request && last.Surroundings == surroundings)
            return last.Result;
        var result = parse();
        entry.Last = new Parsed(request, surroundings, result);
        return result;
    }

    private sealed class Entry
    {
        private volatile Parsed? _last;

        public Parsed? Last
        {
            get => _last;
            set => _last = value;
        }
    }

    private sealed record Parsed(TrackingRequest Request, Surroundings Surroundings, ParsedInterface Result);
}
