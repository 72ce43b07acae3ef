using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests of RestSharp.</summary>
internal static class RestSharpRequests
{
    private const string Space = "RestSharp";
    private const string Verb = "Method";
    private const string Resource = "resource";

    /// <summary>The path, or address, that a call such as <c>client.PostJsonAsync(path, body)</c> posts to; null for any other
    /// call.</summary>
    public static IOperation? AddressOf(IInvocationOperation call)
        => call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal) && IsClient(CallReceivers.Of(call)?.Type)
            ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == Resource)?.Value
            : null;

    /// <summary>The path, or address, of a request that may be a POST; null for any other object, and for a request without one.</summary>
    public static IOperation? AddressOf(IObjectCreationOperation creation)
        => IsPosted(creation) ? PathOf(creation) : null;

    /// <summary>True for a POST to the base address of its client.</summary>
    public static bool IsPostWithoutAddress(IObjectCreationOperation creation) => IsPosted(creation) && PathOf(creation) is null;

    /// <summary>True for a call that sends a request; otherwise, false.</summary>
    public static bool Sends(IInvocationOperation call)
        => (call.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal)
            || call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal)) && IsClient(CallReceivers.Of(call)?.Type);

    private static bool IsClient(ITypeSymbol? type)
        => type is not null && (type.IsIn(Space, "RestClient") || type.IsIn(Space, "IRestClient"));

    private static IOperation? PathOf(IObjectCreationOperation creation)
        => creation.Arguments.FirstOrDefault(static argument => argument is
            {
                ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: Resource } or { Type.Name: "Uri" },
            })?.Value
            ?? Member(creation, Resource);

    private static bool IsPosted(IObjectCreationOperation creation)
    {
        if (creation.Type?.IsIn(Space, "RestRequest") != true)
            return false;
        var given = creation.Arguments.FirstOrDefault(static argument => argument is
        {
            ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: Verb,
        })?.Value ?? Member(creation, Verb);
        return given is null ? IsSentByPost(creation)
            : given is not IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, Name: var verb } }
                || verb.Equals("post", StringComparison.OrdinalIgnoreCase);
    }

    // client.PostAsync(request), client.ExecutePostAsync(request)
    private static bool IsSentByPost(IObjectCreationOperation creation)
        => (Uses.Of(creation, null, CancellationToken.None) ?? []).Any(static end => end.Parent is IArgumentOperation
            {
                Parent: IInvocationOperation { TargetMethod.Name: var name } call,
            }
            && name.IndexOf("Post", StringComparison.Ordinal) >= 0 && Sends(call));

    // new RestRequest { Method = Method.Post }, request.Method = Method.Post
    private static IOperation? Member(IObjectCreationOperation creation, string member)
        => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name }
                && name.Equals(member, StringComparison.OrdinalIgnoreCase))?.Value
            ?? (creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                ? BodyFlow.Of(creation).DefinitionsOf(local).FirstOrDefault(definition => definition.Part is null
                    && definition.Into is { Kind: AccessKind.Member, Symbol.Name: var name, Rest: null }
                    && name.Equals(member, StringComparison.OrdinalIgnoreCase))?.Value
                : null);
}
