using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>How a part of a value is accessed.</summary>
internal enum AccessKind
{
    /// <summary>Any element of a collection.</summary>
    Element,

    /// <summary>An element of a tuple, or a position of a deconstruction.</summary>
    Item,

    /// <summary>A field or property of an object.</summary>
    Member,

    /// <summary>What a call returns through a <c>ref</c> or <c>out</c> parameter.</summary>
    Out,

    /// <summary>What a delegate returns when it is called.</summary>
    Result,
}

/// <summary>A path from a value to one of its parts.</summary>
/// <param name="Kind">The first step.</param>
/// <param name="Index">The position of an <see cref="AccessKind.Item"/> or the ordinal of an <see cref="AccessKind.Out"/>.</param>
/// <param name="Symbol">The definition of a <see cref="AccessKind.Member"/>.</param>
/// <param name="Rest">The steps after the first one.</param>
internal sealed record Access(AccessKind Kind, int Index, ISymbol? Symbol, Access? Rest)
{
    private const int MostSteps = 6;

    private int Depth { get; } = 1 + (Rest?.Depth ?? 0);

    /// <summary>True for a path that is too long to follow: an object that contains itself.</summary>
    public bool IsTooLong => Depth > MostSteps;

    public static Access Element(Access? rest = null) => new(AccessKind.Element, 0, null, rest);

    public static Access Item(int index, Access? rest = null) => new(AccessKind.Item, index, null, rest);

    public static Access Member(ISymbol member, Access? rest = null) => new(AccessKind.Member, 0, member.OriginalDefinition, rest);

    public static Access Out(int ordinal, Access? rest = null) => new(AccessKind.Out, ordinal, null, rest);

    public static Access Result(Access? rest = null) => new(AccessKind.Result, 0, null, rest);

    /// <summary>One path followed by another.</summary>
    public static Access? Join(Access? first, Access? then)
        => first is null ? then : then is null ? first : first with { Rest = Join(first.Rest, then) };

    /// <summary>True if this path begins with the other one; the remainder is the rest of the path.</summary>
    public bool StartsWith(Access start, out Access? rest)
    {
        rest = this;
        for (var current = start; current is not null; current = current.Rest, rest = rest.Rest)
        {
            if (rest is null || rest.Kind != current.Kind || rest.Index != current.Index
                || !SymbolEqualityComparer.Default.Equals(rest.Symbol, current.Symbol))
                return false;
        }

        return true;
    }

    /// <summary>The position of a tuple element; -1 for any other field.</summary>
    public static int PositionOf(IFieldSymbol field)
        => field is { ContainingType.IsTupleType: true, CorrespondingTupleField.Name: var name }
            && name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(name.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : -1;
}
