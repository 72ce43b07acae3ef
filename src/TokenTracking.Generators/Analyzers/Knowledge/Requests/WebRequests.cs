using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests of <c>WebClient</c>, <c>HttpWebRequest</c> and Unity's <c>UnityWebRequest</c>.</summary>
internal static class WebRequests
{
    private const string Space = "System.Net";
    private const string Unity = "UnityEngine.Networking";

    /// <summary>The address that a call posts to; null for any other call.</summary>
    public static IOperation? AddressOf(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: var name, ContainingType: { } type }
            when name.StartsWith("Upload", StringComparison.Ordinal) && type.IsIn(Space, "WebClient") => First(call),
        { Name: "Create" or "CreateHttp" or "CreateDefault", ContainingType: { } type }
            when IsRequest(type) && IsPosted(call) => First(call),
        { Name: "Post" or "PostWwwForm", ContainingType: { } type } when IsOfUnity(type) => First(call),
        // Post encodes its text as a form: code that sends JSON makes a PUT and changes its method.
        { Name: "Put", ContainingType: { } type } when IsOfUnity(type) && IsPosted(call) => First(call),
        _ => null,
    };

    /// <summary>The address of <c>new UnityWebRequest(address, "POST")</c>; null for any other object.</summary>
    public static IOperation? AddressOf(IObjectCreationOperation creation)
        => creation is { Type: { } type, Arguments: [{ Value: var address }, ..] arguments } && IsOfUnity(type)
            && ((arguments.Length > 1 && MayBePost(arguments[1].Value)) || IsPosted(creation))
            ? address
            : null;

    /// <summary>The methods that a request may have, if its code sets them after its creation or in its constructor; none for
    /// another request.</summary>
    public static IEnumerable<IOperation> VerbsOf(IOperation request) => request switch
    {
        IInvocationOperation { TargetMethod: { Name: not ("Post" or "PostWwwForm"), ContainingType: { } type } } when IsRequest(type)
            => Verbs(request),
        IObjectCreationOperation { Type: { } type, Arguments: var arguments } when IsOfUnity(type)
            => arguments.Skip(1).Take(1).Select(static argument => argument.Value).Concat(Verbs(request)),
        _ => [],
    };

    /// <summary>True for <c>"POST"</c>, and for a text that is not visible.</summary>
    public static bool MayBePost(IOperation verb)
        => verb.ConstantValue is not { HasValue: true, Value: var text } || text is string name
            && name.Equals("POST", StringComparison.OrdinalIgnoreCase);

    private static IOperation? First(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static bool IsRequest(ITypeSymbol? type)
        => type is not null && (type.IsIn(Space, "WebRequest") || type.IsIn(Space, "HttpWebRequest") || IsOfUnity(type));

    private static bool IsOfUnity(ITypeSymbol type) => type.IsIn(Unity, "UnityWebRequest");

    // A request is no POST until its method is set: request.Method = "POST".
    private static bool IsPosted(IOperation creation) => Verbs(creation).Any(MayBePost);

    private static IEnumerable<IOperation> Verbs(IOperation creation)
    {
        var holder = HolderOf(creation);
        return OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>().Where(assignment =>
            assignment.Target is IPropertyReferenceOperation
            {
                Property: { Name: "Method" or "method", ContainingType: { } type }, Instance: { } request,
            }
            && IsRequest(type)
            && (holder is null || Symbol(request) is not { } set || SymbolEqualityComparer.Default.Equals(set, holder)))
            .Select(static assignment => assignment.Value);
    }

    private static ISymbol? HolderOf(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation { Target: var target } => Symbol(target),
            _ => null,
        };
    }

    private static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IMemberReferenceOperation { Member: var member } => member,
        IConversionOperation { Operand: var operand } => Symbol(operand),
        _ => null,
    };
}
