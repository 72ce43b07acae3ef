using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

internal enum ParameterModifier
{
    None,
    Ref,
    Out,
    In,
    RefReadOnly,
}

/// <summary>A parameter.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="Type">Its type.</param>
/// <param name="Modifier">How it is passed.</param>
/// <param name="IsScoped">True if it is declared <c>scoped</c>; otherwise, false.</param>
/// <param name="Attributes">The attributes to repeat.</param>
/// <param name="MayBeDecorator">True if the argument may be a decorator of the same family, under which the inner object knows its own;
/// otherwise, false.</param>
/// <param name="Child">The decorator of the service that an out parameter returns; null if there is none.</param>
/// <param name="Copy">The local that the inner object writes to instead of an out parameter; null if it writes to the parameter.</param>
internal sealed record ParameterModel(
    string Name, string Type, ParameterModifier Modifier, bool IsScoped, EquatableArray<AttributeModel> Attributes, bool MayBeDecorator,
    string? Child, string? Copy)
{
    /// <summary>True if the caller receives something else than what the inner object wrote; otherwise, false.</summary>
    public bool IsReplaced => Child is not null || Copy is not null;
}

/// <summary>An attribute of System.Diagnostics.CodeAnalysis that an implementation has to repeat.</summary>
/// <param name="Target">What it is an attribute of (<c>return</c>, <c>param</c>); empty for the symbol itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments as constants of C#, named ones with their names.</param>
internal sealed record AttributeModel(string Target, string Name, EquatableArray<string> Arguments);
