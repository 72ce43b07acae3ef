using System.Xml.Linq;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>What a project file says about the sources of the project.</summary>
/// <remarks>Only the parts of MSBuild that the projects of this repository use are understood.</remarks>
internal sealed record SourceProject(
    string Name,
    string AssemblyName,
    string RootNamespace,
    string TargetFramework,
    IReadOnlyList<SourceFile> Files,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Friends,
    IReadOnlyList<string> Usings,
    bool IsProgram,
    bool UsesOwnGenerator)
{
    /// <summary>The project that holds the generator of this repository.</summary>
    public const string GeneratorProject = "TokenTracking.Generators";

    /// <summary>Reads every project under src, a referenced project before the projects that reference it.</summary>
    public static IReadOnlyList<SourceProject> ReadAll(string repositoryRoot)
    {
        var projects = Directory.EnumerateFiles(Path.Combine(repositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Read)
            .ToDictionary(static project => project.Name, StringComparer.Ordinal);
        var ordered = new List<SourceProject>();
        foreach (var name in projects.Keys.Order(StringComparer.Ordinal))
        {
            Add(name);
        }

        return ordered;

        void Add(string name)
        {
            if (ordered.Exists(project => project.Name == name) || !projects.TryGetValue(name, out var project))
            {
                return;
            }

            foreach (var reference in project.UsesOwnGenerator ? project.References.Prepend(GeneratorProject) : project.References)
            {
                Add(reference);
            }

            ordered.Add(project);
        }
    }

    private static SourceProject Read(string path)
    {
        var xml = XDocument.Load(path);
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetFileNameWithoutExtension(path);
        return new SourceProject(
            name,
            Property("AssemblyName") ?? name,
            Property("RootNamespace") ?? name,
            Property("TargetFramework") ?? "net10.0",
            [.. Own(folder).Concat(Linked(xml, folder)).OrderBy(static file => file.Path, StringComparer.Ordinal)],
            [.. Items("ProjectReference")
                .Where(static item => item.Attribute("ReferenceOutputAssembly")?.Value != "false")
                .Select(Include)
                .Select(static include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Items("InternalsVisibleTo").Select(Include)],
            [.. Items("Using").Select(Include)],
            Property("OutputType") == "Exe",
            Property("UseTokenTrackingGenerators") == "true");

        string? Property(string property) => xml.Descendants(property).FirstOrDefault()?.Value;

        IEnumerable<XElement> Items(string item) => xml.Descendants(item).Where(static item => item.Attribute("Include") is not null);
    }

    private static string Include(XElement item) => item.Attribute("Include")!.Value;

    private static IEnumerable<SourceFile> Own(string folder)
        => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => new SourceFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .Where(static file => file.Path.Split('/')[0] is not ("obj" or "bin"));

    private static IEnumerable<SourceFile> Linked(XDocument xml, string folder)
        => xml.Descendants("Compile")
            .Where(static item => item.Attribute("Include") is not null && item.Attribute("Link") is not null)
            .Select(item => new SourceFile(
                item.Attribute("Link")!.Value.Replace('\\', '/'),
                Path.GetFullPath(Path.Combine(folder, Include(item))),
                IsLinked: true));
}
