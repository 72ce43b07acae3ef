using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints the statements of a reading method.</summary>
/// <param name="locals">The names of the method's locals.</param>
/// <param name="target">What is read into.</param>
internal sealed class ReadStatements(UniqueNames locals, string target)
{
    /// <summary>The statement that reads something of a local that is not null.</summary>
    public string Print(Read read, string local) => read switch
    {
        UsageRead { Usage: { Convention: CountConvention.Ready, Path.CanBeNull: true } usage } ready => ReadNullable(
            PathPrinter.Print(local, usage.Path), ready.IsAdded, ready.HasCompleteness ? local : null),
        UsageRead { IsRefined: true } refined => $"{target}.Refine({new UsagePrinter(locals).Print(refined.Usage, local)});",
        UsageRead usage => Take(
            usage.IsAdded, new UsagePrinter(locals).Print(usage.Usage, local), usage.HasCompleteness ? local : null),
        FactRead { Form: FactForm.Boxed } fact => $"{target}.{fact.Fact} = {PathPrinter.Print(local, fact.Path)} as string;",
        FactRead fact => $"{target}.{fact.Fact} = {PathPrinter.Print(local, fact.Path)}{Suffix(fact)};",
        FactConstant constant => $"{target}.{constant.Fact} = {Identifiers.Literal(constant.Text)};",
        LengthRead length => $"{target}.{length.Fact} = {string.Join(" + ", length.Texts.Select(text => Length(local, text)))};",
        ExtractorRead extractor => Extract(extractor, local),
        SourceRead source => $"{target}.TakeSource({PathPrinter.Print(local, source.Source)});",
        BodyRead body => ReadBody(body, local),
        FailureRead failure => ReadFailure(failure, local),
        StatusRead status => ReadStatus(status, local),
        ContinuationRead continuation => $"{target}.TakeContinuation({PathPrinter.Print(local, continuation.Token)});",
        _ => throw new InvalidOperationException($"No statement for {read.GetType().Name}."),
    };

    /// <summary>A body that has yet to arrive is replaced with one that is read as it passes.</summary>
    private string ReadBody(BodyRead body, string local)
    {
        var response = locals.Take("response");
        var content = locals.Take("content");
        var type = locals.Take("contentType");
        var passing = locals.Take("passing");
        return $"if ({local}{(body.IsBehindGetter ? ".GetRawResponse()" : "")} is {{ ContentStream: {{ }} {content} }} {response} && "
            + $"{target}.ReadBody({content}, {response}.Status, {response}.Headers.TryGetValue(\"Content-Type\", out var {type}) ? {type} "
            + $": null) is {{ }} {passing}) {response}.ContentStream = {passing};";
    }

    private string ReadStatus(StatusRead status, string local)
    {
        var word = status.Status is { } path
            ? PathPrinter.Print(local, path) + Suffix(new FactRead(default, path, status.Form))
            : "null";
        return $"{target}.TakeStatus({word}, {(status.IsBackground is { } flag ? PathPrinter.Print(local, flag) : "null")});";
    }

    private string ReadFailure(FailureRead failure, string local)
        => $"if ({PathPrinter.Print(local, failure.Path)} == {(failure.Fails ? "true" : "false")}) "
            + $"{target}.Fail({(failure.ErrorType is { } type ? PathPrinter.Print(local, type) : "null")});";

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
        var usage = locals.Take("usage");
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
