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

    public void Print(ReadScope body) => Print(body, source);

    private void Print(ReadScope scope, string around)
    {
        var value = PathPrinter.Print(around, scope.Path);
        var local = Identifiers.Escape(_locals.Take(NameFor(scope)));
        writer.Open(scope.Kind switch
        {
            ReadScopeKind.Case => $"if ({value} is {scope.Type} {local})",
            ReadScopeKind.Each => $"foreach (var {local} in {value})",
            ReadScopeKind.Service => $"if ({value}.GetService(typeof({scope.Type}), null) is {scope.Type} {local})",
            _ => $"if ({value} is {{ }} {local})",
        });
        foreach (var read in scope.Reads)
            writer.Line(Statement(read, local));
        foreach (var child in scope.Children)
            Print(child, local);
        writer.Close();
    }

    private static string NameFor(ReadScope scope) => scope.Kind switch
    {
        ReadScopeKind.Each => "item",
        ReadScopeKind.Service => "metadata",
        ReadScopeKind.Value when scope.Path.Steps is { Count: > 0 } steps => Identifiers.ToLocal(steps[steps.Count - 1].Name),
        _ => "value",
    };

    private string Statement(Read read, string local) => read switch
    {
        UsageRead { Usage: { Convention: CountConvention.Ready, Path.CanBeNull: true } usage } ready => ReadNullable(
            PathPrinter.Print(local, usage.Path), ready.IsAdded, ready.HasCompleteness ? local : null),
        UsageRead usage => Take(usage.IsAdded, UsagePrinter.Print(usage.Usage, local), usage.HasCompleteness ? local : null),
        FactRead fact => $"{target}.{fact.Fact} = {PathPrinter.Print(local, fact.Path)}{Suffix(fact)};",
        FactConstant constant => $"{target}.{constant.Fact} = {Identifiers.Literal(constant.Text)};",
        LengthRead length => $"{target}.{length.Fact} = {string.Join(" + ", length.Texts.Select(text => Length(local, text)))};",
        ExtractorRead extractor => Extract(extractor, local),
        _ => throw new InvalidOperationException($"No statement for {read.GetType().Name}."),
    };

    private string Extract(ExtractorRead extractor, string local)
    {
        var call = $"{extractor.Type}.{Identifiers.Escape(extractor.Method)}({local}";
        return extractor.Kind switch
        {
            ExtractorKind.FillsReading => $"{call}, ref {target});",
            ExtractorKind.ReturnsUsage => Take(extractor.IsAdded, $"{call})", completenessOf: null),
            _ => ReadNullable($"{call})", extractor.IsAdded, completenessOf: null),
        };
    }

    private string ReadNullable(string value, bool isAdded, string? completenessOf)
    {
        var usage = _locals.Take("usage");
        return $"if ({value} is {{ }} {usage}) {Take(isAdded, usage, completenessOf)}";
    }

    private string Take(bool isAdded, string usage, string? completenessOf)
    {
        var completeness = completenessOf is null ? "" : $", {completenessOf}.Completeness";
        return $"{target}.{(isAdded ? "Add" : "Replace")}({usage}{completeness});";
    }

    private static string Length(string local, ValuePath text) => $"({PathPrinter.Print(local, text)}?.Length ?? 0)";

    private static string Suffix(FactRead fact)
    {
        var access = fact.Path.EndCanBeNull ? "?" : "";
        return fact.Form switch
        {
            FactForm.Text => access + ".ToString()",
            FactForm.Raw => access + ".Raw()",
            _ => "",
        };
    }
}
