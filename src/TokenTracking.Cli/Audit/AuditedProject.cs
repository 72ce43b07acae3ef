namespace TokenTracking.Cli.Audit;

/// <summary>What the rules found in one compilation.</summary>
internal sealed record AuditedProject
{
    /// <summary>The name of its assembly.</summary>
    public required string Assembly { get; init; }

    /// <summary>The framework; null if the build does not say.</summary>
    public string? Framework { get; init; }

    /// <summary>The project file; null if the build does not say.</summary>
    public string? Path { get; init; }

    /// <summary>True for a test project.</summary>
    public bool IsTest { get; init; }

    /// <summary>The assemblies that it references.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The calls.</summary>
    public IReadOnlyList<AuditedCall> Calls { get; init; } = [];

    /// <summary>Which types call and construct which others.</summary>
    public IReadOnlyList<CodeLink> Links { get; init; } = [];

    /// <summary>The types with what they implement.</summary>
    public IReadOnlyList<CodeType> Types { get; init; } = [];

    /// <summary>The models.</summary>
    public IReadOnlyList<ModelPlace> Models { get; init; } = [];

    /// <summary>The places that create or register a provider of a tracked interface without tracking.</summary>
    public IReadOnlyList<CodePlace> UntrackedCreations { get; init; } = [];
}

/// <summary>A way from one type to another.</summary>
/// <param name="From">The type around the code.</param>
/// <param name="FromMember">The member around it.</param>
/// <param name="Kind"><c>calls</c>, <c>creates</c> or <c>registers</c>.</param>
/// <param name="To">The other type.</param>
/// <param name="ToMember">Its member.</param>
/// <param name="First">The first place.</param>
/// <param name="Count">The number of places.</param>
/// <param name="IsInLoop">True if a loop repeats one of them.</param>
internal sealed record CodeLink(
    string From, string FromMember, string Kind, string To, string ToMember, CodePlace First, int Count, bool IsInLoop);

/// <summary>A type of the code base.</summary>
/// <param name="Name">Its name with its namespace.</param>
/// <param name="Bases">The types of the code base that it implements and derives from.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record CodeType(string Name, IReadOnlyList<string> Bases, CodePlace Place);

/// <summary>A place that names a model.</summary>
/// <param name="Place">Where.</param>
/// <param name="Model">The name.</param>
/// <param name="Component">The type around it; empty in settings.</param>
/// <param name="IsOwn">True for a deployment or a local model.</param>
/// <param name="HasOwnPrice">True if a price file of the project has it.</param>
internal sealed record ModelPlace(CodePlace Place, string Model, string Component, bool IsOwn, bool HasOwnPrice);
