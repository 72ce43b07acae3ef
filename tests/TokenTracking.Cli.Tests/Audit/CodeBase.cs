using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>A code base in a folder of its own that is gone after the test.</summary>
internal sealed class CodeBase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokens-code-");

    /// <summary>Its folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The files below its folder, without those of version control.</summary>
    public IReadOnlyList<string> Files
        => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Writes a file.</summary>
    public CodeBase With(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>Writes a project with the package's properties and items.</summary>
    public CodeBase WithProject(string path, string framework, string properties = "", string items = "") => With(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <{(framework.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework")}>{framework}</{(
                framework.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework")}>
            {properties}
          </PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """);

    /// <summary>Runs <c>tokens</c> with the real SDK.</summary>
    public static Task<TokensRun> RunAsync(params string[] args)
        => TokensRun.WithAsync(static host => host with { RunDotNet = DotNet.RunAsync }, args);

    public void Dispose() => _folder.Delete(recursive: true);
}
