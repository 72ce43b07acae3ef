namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>A repository with one small project in a temporary folder, removed at the end of the test.</summary>
internal sealed class MadeUpProject : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("walls-");

    public MadeUpProject(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files.Prepend(("P.csproj", "<Project />")))
        {
            var file = new FileInfo(System.IO.Path.Combine(Root, "src", "P", path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }
    }

    public string Root => _root.FullName;

    public void Dispose() => _root.Delete(recursive: true);
}
