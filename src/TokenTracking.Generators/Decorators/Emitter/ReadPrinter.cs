using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints the body of a reading method.</summary>
/// <param name="writer">The file.</param>
/// <param name="source">The method's parameter for the value that is read.</param>
/// <param name="target">The method's parameter for what is read.</param>
internal sealed class ReadPrinter(SourceWriter writer, string source, string target)
{
    private readonly UniqueNames _locals = new([source, target]);

    public void Print(ReadScope body) => Print(body, source, target, "");

    private void Print(ReadScope scope, string around, string into, string otherwise)
    {
        switch (scope.Kind)
        {
            case ReadScopeKind.Answer or ReadScopeKind.Choice:
                PrintAnswer(scope, around, into);
                return;
            case ReadScopeKind.Either:
                var next = "";
                foreach (var child in scope.Children)
                {
                    Print(child, around, into, next);
                    next = "else ";
                }

                return;
        }

        var value = PathPrinter.Print(around, scope.Path);
        var local = Identifiers.Escape(_locals.Take(NameFor(scope)));
        writer.Open(otherwise + scope.Kind switch
        {
            ReadScopeKind.Case => $"if ({value} is {scope.Type} {local})",
            ReadScopeKind.Each => $"foreach (var {local} in {value})",
            ReadScopeKind.First => $"if ({value}.Count > 0 && {value}[0] is {{ }} {local})",
            ReadScopeKind.Entry => Entry(scope, value, local),
            ReadScopeKind.Service => $"if ({value}.GetService(typeof({scope.Type}), null) is {scope.Type} {local})",
            _ => $"if ({value} is {{ }} {local})",
        });
        var statements = new ReadStatements(_locals, into);
        foreach (var read in scope.Reads)
            writer.Line(statements.Print(read, local));
        foreach (var child in scope.Children)
            Print(child, local, into, "");
        writer.Close();
    }

    /// <summary>A whole answer is read into a separate reading.</summary>
    private void PrintAnswer(ReadScope scope, string around, string into)
    {
        var answer = _locals.Take("answer");
        writer.Line($"var {answer} = default({Runtime.UsageReading});");
        foreach (var child in scope.Children)
            Print(child, around, answer, "");
        writer.Line($"{into}.{(scope.Kind == ReadScopeKind.Choice ? "AddChoice" : "Add")}(in {answer});");
    }

    private string Entry(ReadScope scope, string value, string local)
    {
        var dictionary = _locals.Take("entries");
        return $"if ({value} is {{ }} {dictionary} && {dictionary}.TryGetValue({Identifiers.Literal(scope.Type!)}, out var {local}))";
    }

    private static string NameFor(ReadScope scope) => scope.Kind switch
    {
        ReadScopeKind.Each or ReadScopeKind.First => "item",
        ReadScopeKind.Entry => "entry",
        ReadScopeKind.Service => "metadata",
        ReadScopeKind.Value when scope.Path.Steps is { Count: > 0 } steps => Identifiers.ToLocal(steps[steps.Count - 1].Name),
        _ => "value",
    };
}
