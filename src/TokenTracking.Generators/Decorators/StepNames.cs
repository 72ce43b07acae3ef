namespace TokenTracking.Generators.Decorators;

/// <summary>The pipeline's steps, by the names that tests ask for.</summary>
internal static class StepNames
{
    /// <summary>Interfaces that carry the attribute.</summary>
    public const string Attributed = nameof(Attributed);

    /// <summary>Interfaces that the assembly, or one that it references, names.</summary>
    public const string Named = nameof(Named);

    /// <summary>What the project has: the container, the language.</summary>
    public const string Project = nameof(Project);

    /// <summary>The list of all tracked interfaces.</summary>
    public const string Registrations = nameof(Registrations);

    /// <summary>Whether the assembly has layers that record calls, other than decorators.</summary>
    public const string OtherLayers = nameof(OtherLayers);

    /// <summary>The names of files that two interfaces have in common.</summary>
    public const string Clashes = nameof(Clashes);

    public static readonly string[] All = [Attributed, Named, Project, Registrations, OtherLayers, Clashes];
}
