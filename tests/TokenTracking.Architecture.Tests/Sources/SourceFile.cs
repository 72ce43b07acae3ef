namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>A source file of a project.</summary>
/// <param name="Path">The path within the project, or the path that the project links the file to; with forward slashes.</param>
/// <param name="Location">The full path on disk.</param>
/// <param name="IsLinked">True if the file lies in another project; otherwise, false.</param>
internal sealed record SourceFile(string Path, string Location, bool IsLinked = false)
{
    /// <summary>The folder within the project; empty for a file at the root of the project.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : "";

    /// <summary>The name without its folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public override string ToString() => Path;
}
