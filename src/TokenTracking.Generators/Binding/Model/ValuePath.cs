using System.Collections.Immutable;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Model;

/// <summary>A path of properties from a value that is not null; a path without steps is the value itself.</summary>
internal sealed record ValuePath(EquatableArray<PathStep> Steps)
{
    public static readonly ValuePath Whole = new(EquatableArray<PathStep>.Empty);

    /// <summary>True if any property on the path may be null; otherwise, false.</summary>
    public bool CanBeNull => Steps.Any(static step => step.CanBeNull);

    /// <summary>True if the last property itself may be null; otherwise, false.</summary>
    public bool EndCanBeNull => Steps.Count > 0 && Steps[Steps.Count - 1].CanBeNull;

    public ValuePath Then(PathStep step) => new(Steps.Append(step).ToEquatableArray());

    public static ValuePath Of(PathStep step) => new(new EquatableArray<PathStep>(ImmutableArray.Create(step)));
}

/// <summary>A property on a path.</summary>
/// <param name="Name">The property's name, as declared.</param>
/// <param name="CanBeNull">True if the property's type includes null; otherwise, false.</param>
internal readonly record struct PathStep(string Name, bool CanBeNull);
