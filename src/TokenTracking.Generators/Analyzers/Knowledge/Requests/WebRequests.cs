using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests of <c>WebClient</c> and <c>HttpWebRequest</c>.</summary>
internal static class WebRequests
{
    private const string Space = "System.Net";
    private const string Verb = "Method";

    /// <summary>The address that a call posts to; null for any other call.</summary>
    public static IOperation? AddressOf(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: var name, ContainingType: { } type }
            when name.StartsWith("Upload", StringComparison.Ordinal) && type.IsIn(Space, "WebClient") => First(call),
        { Name: "Create" or "CreateHttp" or "CreateDefault", ContainingType: { } type }
            when IsRequest(type) && IsPosted(call) => First(call),
        _ => null,
    };

    private static IOperation? First(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static bool IsRequest(ITypeSymbol? type)
        => type is not null && (type.IsIn(Space, "WebRequest") || type.IsIn(Space, "HttpWebRequest"));

    // A request is a GET until its method is set: request.Method = "POST".
    private static bool IsPosted(IInvocationOperation creation)
    {
        var holder = HolderOf(creation);
        return OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Target is IPropertyReferenceOperation { Property: { Name: Verb, ContainingType: { } type }, Instance: { } request }
            && IsRequest(type)
            && (holder is null || Symbol(request) is not { } set || SymbolEqualityComparer.Default.Equals(set, holder))
            && assignment.Value.ConstantValue is not { HasValue: true, Value: not "POST" });
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
