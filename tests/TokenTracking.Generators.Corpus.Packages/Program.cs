using System.Runtime.CompilerServices;
using TokenTracking.Generators.Corpus;

// Without arguments: every type of the packages beside this program, against the expectation files. CorpusSelection.Usage lists the
// options that select a part of it. --print NAME: one generated file.
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

// The assemblies of the other corpus are left to it.
var others = Expectations.Own.Read().Keys.Select(Assembly).ToHashSet(StringComparer.Ordinal);
var names = new CorpusRun().Names.Where(type => !others.Contains(Assembly(type)));
return CorpusReport.Run(names, selection, new Expectations(Folder()), Console.Out) ? 0 : 1;

static string Assembly(string type) => type[..type.IndexOf(':', StringComparison.Ordinal)];

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
