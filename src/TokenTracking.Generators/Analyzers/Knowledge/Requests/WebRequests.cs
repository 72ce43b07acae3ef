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
            && ((arguments.Length > 1 && IsPost(arguments[1].Value)) || IsPosted(creation))
            ? address
            : null;

    private static bool IsPost(IOperation verb)
        => verb.ConstantValue is { HasValue: true, Value: string text }
            ? text.Equals("POST", StringComparison.OrdinalIgnoreCase)
            : verb is IMemberReferenceOperation { Member.Name: "kHttpVerbPOST" };

    private static IOperation? First(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static bool IsRequest(ITypeSymbol? type)
        => type is not null && (type.IsIn(Space, "WebRequest") || type.IsIn(Space, "HttpWebRequest") || IsOfUnity(type));

    private static bool IsOfUnity(ITypeSymbol type) => type.IsIn(Unity, "UnityWebRequest");

    // A request is no POST until its method is set: request.Method = "POST".
    private static bool IsPosted(IOperation creation)
    {
        var holder = HolderOf(creation);
        return OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Target is IPropertyReferenceOperation
            {
                Property: { Name: "Method" or "method", ContainingType: { } type }, Instance: { } request,
            }
            && IsRequest(type)
            && (holder is null || Symbol(request) is not { } set || SymbolEqualityComparer.Default.Equals(set, holder))
            && (assignment.Value.ConstantValue is not { HasValue: true } || IsPost(assignment.Value)));
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
