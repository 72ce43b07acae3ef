using TokenTracking.Generators.Corpus;
using TokenTracking.Generators.Corpus.Speed;

// Without arguments: everything, against the expectation files. CorpusSelection.Usage lists the options that select a part of it.
// --print NAME: one generated file. --speed: how long the generator takes.
// --analysis: what the analyzers add to a build. --methods [COUNT]: what one long method costs them.
// --forms [NAME]: the same for each form of a long method.
if (args is ["--speed"])
    return GeneratorSpeed.Run(Console.Out) ? 0 : 1;

if (args is ["--analysis"])
    return AnalysisSpeed.Run(Console.Out) ? 0 : 1;

if (args is ["--methods", ..])
    return MethodSpeed.Run(Console.Out, args.ElementAtOrDefault(1)) ? 0 : 1;

if (args is ["--forms", ..])
    return MethodSpeed.RunForms(Console.Out, args.ElementAtOrDefault(1) ?? "") ? 0 : 1;

if (args is ["--print", var name])
{
    Console.WriteLine(new CorpusRun().Print(name));
    return 0;
}

if (CorpusSelection.Parse(args) is not { } selection)
{
    Console.Error.WriteLine($"Options: {CorpusSelection.Usage}");
    return 2;
}

return CorpusReport.Run(new CorpusRun().Names, selection, Expectations.Own, Console.Out) ? 0 : 1;
