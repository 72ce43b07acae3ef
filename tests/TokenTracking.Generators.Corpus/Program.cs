using TokenTracking.Generators.Corpus;

// Without arguments: everything, against the expectation file. --update: writes that file. --print NAME: one generated file. --speed: how long the generator takes.
if (args is ["--speed"])
{
    GeneratorSpeed.Run(Console.Out);
    return 0;
}

var run = new CorpusRun();
if (args is ["--print", var name])
{
    Console.WriteLine(run.Print(name));
    return 0;
}

run.Run(run.Names.ToHashSet(StringComparer.Ordinal));
if (args is ["--update"])
    Expectations.Write(run.Lines);

var differences = Expectations.Compare(Expectations.Read(), run.Lines);
foreach (var problem in run.Errors.Concat(differences))
    Console.WriteLine(problem);
var refused = run.Lines.Values.Count(static line => line.StartsWith("refused", StringComparison.Ordinal));
Console.WriteLine($"{run.Lines.Count} interfaces: {run.Lines.Count - refused} tracked, {refused} refused, {run.SlotsChecked} decorators' slots checked, {run.Errors.Count} errors, {differences.Count} differences");
return run.Errors.Count + differences.Count == 0 ? 0 : 1;
