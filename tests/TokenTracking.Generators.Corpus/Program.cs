using TokenTracking.Generators.Corpus;
using TokenTracking.Generators.Corpus.Speed;

// Without arguments: everything, against the expectation files. --update: writes these. --print NAME: one generated file. --speed: how
// long the generator takes.
// --analysis: what the analyzers add to a build. --methods: what one long method costs them.
// --forms [NAME]: the same for each form of a long method.
if (args is ["--speed"])
    return GeneratorSpeed.Run(Console.Out) ? 0 : 1;

if (args is ["--analysis"])
    return AnalysisSpeed.Run(Console.Out) ? 0 : 1;

if (args is ["--methods"])
    return MethodSpeed.Run(Console.Out) ? 0 : 1;

if (args is ["--forms", ..])
    return MethodSpeed.RunForms(Console.Out, args.ElementAtOrDefault(1) ?? "") ? 0 : 1;

var run = new CorpusRun();
if (args is ["--print", var name])
{
    Console.WriteLine(run.Print(name));
    return 0;
}

run.Run(run.Names.ToHashSet(StringComparer.Ordinal));
if (args is ["--update"])
    Expectations.Write(run.Lines, run.Comparison.Uncompared);

string[] problems =
[
    .. run.Errors, .. run.Comparison.Errors, .. Expectations.Compare(Expectations.Read(), run.Lines),
    .. Expectations.Compare(Expectations.ReadUncompared(), run.Comparison.Uncompared),
];
foreach (var problem in problems)
    Console.WriteLine(problem);
var refused = run.Lines.Values.Count(static line => line.StartsWith("refused", StringComparison.Ordinal));
Console.WriteLine($"{run.Lines.Count} interfaces: {run.Lines.Count - refused} tracked, {refused} refused");
Console.WriteLine(
    $"{run.Decorators} decorators with {run.Comparison.Members} members, {run.Comparison.Tracked} of them calls: compared "
    + $"in {run.Comparison.Calls} calls, {run.Comparison.Uncompared.Count} members not compared");
Console.WriteLine($"{problems.Length} problems");
return problems.Length == 0 ? 0 : 1;
