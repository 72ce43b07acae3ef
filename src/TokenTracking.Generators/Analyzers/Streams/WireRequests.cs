using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Streams;

/// <summary>Requests in OpenAI's wire format, as anonymous objects and dictionaries: usage is sent only to those who ask ("stream_options": { "include_usage": true }).</summary>
internal static class WireRequests
{
    /// <summary>True for an object with messages that asks for a stream, and not for its usage.</summary>
    public static bool StreamsWithoutUsage(IOperation request)
    {
        if (request is IObjectCreationOperation and not { Type.Name: "Dictionary" } or IObjectCreationOperation { Initializer: null })
            return false;
        var members = Members(request).ToList();
        return members.Any(static member => member is { Name: "stream", Value.ConstantValue: { HasValue: true, Value: true } })
            && members.Any(static member => member.Name == "messages")
            && !members.Any(static member => member.Name == "stream_options" && !DeclinesUsage(member.Value));
    }

    /// <summary>True for a body that names the endpoint of this format.</summary>
    public static bool GoesToChatCompletions(IOperation root)
        => root.Descendants().Any(static operation
            => operation is ILiteralOperation or IFieldReferenceOperation && operation.ConstantValue is { HasValue: true, Value: string text } && text.Contains("chat/completions"));

    private static bool DeclinesUsage(IOperation options)
        => Members(Unconverted(options)).Any(static member => member is { Name: "include_usage", Value.ConstantValue: { HasValue: true, Value: false } });

    private static IEnumerable<(string Name, IOperation Value)> Members(IOperation request)
    {
        var initializers = request switch
        {
            IAnonymousObjectCreationOperation anonymous => anonymous.Initializers,
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers,
            _ => [],
        };
        foreach (var initializer in initializers)
        {
            // name = value, ["name"] = value, and { "name", value }
            var (name, value) = initializer switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] } } assignment => (key, assignment.Value),
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var property } } assignment => (property, assignment.Value),
                IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }, { } given] } => (key, given.Value),
                _ => ("", initializer),
            };
            yield return (name, Unconverted(value));
        }
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
