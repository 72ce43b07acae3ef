using TokenTracking.Architecture.Tests.Figures;
using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

// dotnet run --project tests/TokenTracking.Architecture.Tests -- --figures [PROJECT] [--root FOLDER]
if (args is not ["--figures", ..])
{
    Console.Error.WriteLine("Usage: --figures [PROJECT] [--root FOLDER]. The tests run with dotnet test.");
    return 2;
}

var root = Array.IndexOf(args, "--root") is > 0 and var option ? args[option + 1] : References.RepositoryRoot;
var name = args.Length > 1 && args[1] != "--root" ? args[1] : null;
var orders = FolderOrder.ReadFrom(References.RepositoryRoot);
foreach (var project in Repository.ReadFrom(root).Where(project => name is null || project.Name == name))
{
    FigureWriter.Write(project, Console.Out);
    FigureWriter.WriteCycles(project, Console.Out);
    FigureWriter.WriteOrder(project, orders.GetValueOrDefault(project.Name), Console.Out);
}

return 0;
