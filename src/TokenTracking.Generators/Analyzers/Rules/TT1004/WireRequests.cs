using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>Requests in OpenAI's wire format, as anonymous objects, dictionaries and JSON objects. Usage is sent only if it is requested
/// ("stream_options": { "include_usage": true }).</summary>
internal static class WireRequests
{
    private static readonly string[] OpenAIsModels = ["gpt-", "chatgpt-", "o1", "o3", "o4-"];

    // Models that others serve too, for example Ollama.
    private const string Free = "gpt-oss";

    /// <summary>True for an object with messages that requests a stream, but not its usage.</summary>
    public static bool StreamsWithoutUsage(IOperation request)
    {
        if (request is IObjectCreationOperation
            and not { Type.Name: "Dictionary" or "JsonObject" or "JObject" or "ExpandoObject", Initializer: not null })
            return false;
        var members = Members(request).ToList();
        if (!members.Any(static member => member.Name == "messages"))
            return false;
        members.AddRange(Added(request));
        return members.LastOrDefault(static member => member.Name == "stream") is { Value.ConstantValue: { HasValue: true, Value: true } }
            && !members.Any(static member => member.Name == "stream_options" && !DeclinesUsage(member.Value));
    }

    /// <summary>True for a body with the name of one of OpenAI's models.</summary>
    public static bool NamesOpenAIsModel(IOperation request)
        => Members(request).Any(static member => member is { Name: "model", Value.ConstantValue: { HasValue: true, Value: string model } }
            && OpenAIsModels.Any(start => model.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            && !model.StartsWith(Free, StringComparison.OrdinalIgnoreCase));

    private static bool DeclinesUsage(IOperation options)
        => Members(Unconverted(options))
            .Any(static member => member is { Name: "include_usage", Value.ConstantValue: { HasValue: true, Value: false } });

    // body["stream"] = true; body.Add("stream_options", ...);
    private static IEnumerable<(string Name, IOperation Value)> Added(IOperation request)
        => request is IObjectCreationOperation && Holder(request) is { } holder
            ? OperationWalk.Root(request).Descendants()
            .Where(operation => SymbolEqualityComparer.Default.Equals(Receiver(operation), holder)).Select(Member)
            : [];

    private static ISymbol? Receiver(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation {
            Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation local } } => local.Local,
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private static ISymbol? Holder(IOperation request)
    {
        var current = request.Parent;
        while (current is IConversionOperation)
            current = current.Parent;
        return current switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
            _ => null,
        };
    }

    private static IEnumerable<(string Name, IOperation Value)> Members(IOperation request) => request switch
    {
        IAnonymousObjectCreationOperation anonymous => anonymous.Initializers.Select(Member),
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.Select(Member),
        _ => [],
    };

    // name = value, ["name"] = value, and { "name", value }
    private static (string Name, IOperation Value) Member(IOperation initializer)
    {
        var (name, value) = initializer switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation {
                Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] } } assignment => (key, assignment.Value),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var property } } assignment
                => (property, assignment.Value),
            IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }, { } given] }
                => (key, given.Value),
            _ => ("", initializer),
        };
        return (name, Unconverted(value));
    }

    private static IOperation Unconverted(IOperation value)
        => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
