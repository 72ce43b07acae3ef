using System.Text;
using TokenTracking.Cli.Prices.Lists;

// dotnet run --project build/prices -- GENAI_PRICES.json LITELLM.json [--check] [--deviations]
// Without arguments it takes both lists from ../shared/prices beside the repository.
var check = args.Contains("--check", StringComparer.Ordinal);
var files = args.Where(static a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var root = FindRoot();
if (files.Length == 0)
    files = [Path.Combine(root, "../shared/prices/genai-prices.json"), Path.Combine(root, "../shared/prices/litellm.json")];
if (files.Length != 2)
{
    Console.Error.WriteLine("Give the two lists: genai-prices.json and LiteLLM's model_prices_and_context_window.json.");
    return 2;
}

if (!files.All(File.Exists))
{
    Console.WriteLine("not run: ../shared absent");
    return 0;
}

// The dates are those of the copies that the table is made of; they change with the files.
var (table, models, names, deviations) = ListTables.Make(
    File.ReadAllText(files[0]), File.ReadAllText(files[1]), "2026-09-23", "2026-07-24", "genai-prices 0.1.8");
if (args.Contains("--deviations", StringComparer.Ordinal))
    deviations.ForEach(Console.WriteLine);

var path = Path.Combine(root, "src/TokenTracking/Pricing/prices.txt");
if (check)
{
    if (File.Exists(path) && File.ReadAllText(path) == table)
    {
        Console.WriteLine($"The committed table is what the lists make: {models} models, {names} names.");
        return 0;
    }

    Console.Error.WriteLine("The committed table differs from what the lists make. Run this without --check and commit the result.");
    return 1;
}

File.WriteAllText(path, table, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.WriteLine($"{path}: {models} models, {names} names, {table.Length} bytes, {deviations.Count} deviations.");
return 0;

static string FindRoot()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TokenTracking.Generators.sln")))
        folder = folder.Parent;
    return folder?.FullName ?? throw new InvalidOperationException("Run it inside the repository.");
}
