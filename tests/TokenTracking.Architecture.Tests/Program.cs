using TokenTracking.Architecture.Tests.Figures;
using TokenTracking.Architecture.Tests.Prose;
using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

// dotnet run --project tests/TokenTracking.Architecture.Tests -- --figures [PROJECT] [--root FOLDER]
// dotnet run --project tests/TokenTracking.Architecture.Tests -- --prose [PROJECT] [--root FOLDER]
if (args is not ["--figures" or "--prose", ..])
{
    Console.Error.WriteLine("Usage: --figures or --prose, then [PROJECT] [--root FOLDER]. The tests run with dotnet test.");
    return 2;
}

var root = Array.IndexOf(args, "--root") is > 0 and var option ? args[option + 1] : References.RepositoryRoot;
var name = args.Length > 1 && args[1] != "--root" ? args[1] : null;
var orders = FolderOrder.ReadFrom(References.RepositoryRoot);
foreach (var project in Repository.ReadFrom(root).Where(project => name is null || project.Name == name))
{
    if (args[0] == "--prose")
    {
        Print(WrittenText.In(project.Bound));
        continue;
    }

    FigureWriter.Write(project, Console.Out);
    FigureWriter.WriteCycles(project, Console.Out);
    FigureWriter.WriteOrder(project, orders.GetValueOrDefault(project.Name), Console.Out);
}

if (args[0] == "--prose" && name is null)
{
    Print(WrittenText.InPages(root));
}

return 0;

static void Print(IEnumerable<WrittenText> texts)
{
    foreach (var finding in ForeignIdioms.In(texts))
    {
        Console.WriteLine(finding);
    }
}
