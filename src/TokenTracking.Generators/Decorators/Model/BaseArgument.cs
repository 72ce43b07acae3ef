using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>An argument of a class decorator's base constructor.</summary>
/// <param name="OptionsType">The options class to create; null if the argument is a property of the inner object.</param>
/// <param name="Properties">The inner object's properties, escaped: the argument itself, or those that the options take.</param>
internal sealed record BaseArgument(string? OptionsType, EquatableArray<string> Properties);
