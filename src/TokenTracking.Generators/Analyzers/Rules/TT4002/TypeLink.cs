using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>What one member does with another type.</summary>
internal enum TypeLinkKind
{
    /// <summary>It calls a member.</summary>
    Calls,

    /// <summary>It constructs an object.</summary>
    Creates,

    /// <summary>It registers the type with the container.</summary>
    Registers,
}

/// <summary>A way from one type of a solution to another.</summary>
/// <param name="From">The type around the code.</param>
/// <param name="FromMember">The member around it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="To">The other type.</param>
/// <param name="ToMember">The member that is called.</param>
internal readonly record struct TypeLink(string From, string FromMember, TypeLinkKind Kind, string To, string ToMember);

/// <summary>Where a link is.</summary>
/// <param name="First">The first place.</param>
/// <param name="Count">The number of places.</param>
/// <param name="AreInLoop">True if a loop repeats one of them.</param>
internal readonly record struct LinkPlaces(Location First, int Count, bool AreInLoop);
