using TokenTracking.Generators.Corpus;

var run = new CorpusRun(allowUnsafe: true);
if (args.Length > 0)
{
    foreach (var type in run.Interfaces.Where(type => args.Contains(type.ToDisplayString())))
        Console.WriteLine(run.Print(type));
    return;
}
run.Run(run.Interfaces, isAttributed: true);
foreach (var error in run.Errors)
    Console.WriteLine(error);
foreach (var line in run.Lines.Where(static line => line.Value.StartsWith("refused", StringComparison.Ordinal)))
    Console.WriteLine($"{line.Key} | {line.Value}");
Console.WriteLine($"{run.Lines.Count} interfaces, {run.Errors.Count} errors");
