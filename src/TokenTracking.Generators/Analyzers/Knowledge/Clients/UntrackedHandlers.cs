using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>
/// Clients of which the code shows that no handler of ours lies under them: made of nothing, or above handlers that only send. One that
/// comes from outside, or that may be another, shows nothing.
/// </summary>
internal static class UntrackedHandlers
{
    private const int LongestChain = 12;

    private const string InnerHandler = nameof(InnerHandler);

    /// <summary>True where everything that the client may be was made in sight, without <c>TokenTrackingHandler</c>.</summary>
    public static bool LieUnder(IOperation? client, CancellationToken cancellationToken) => IsBare(client, LongestChain, cancellationToken);

    private static bool IsBare(IOperation? value, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool Are(IReadOnlyCollection<IOperation>? values) => values is { Count: > 0 } && values.All(each => IsBare(each, depth - 1, cancellationToken));
        return depth > 0 && value switch
        {
            IConversionOperation conversion => IsBare(conversion.Operand, depth, cancellationToken),
            IParenthesizedOperation parenthesized => IsBare(parenthesized.Operand, depth, cancellationToken),
            ILocalReferenceOperation local => Are(Given(local)),
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member => Are(Given(member, cancellationToken)),
            ICoalesceAssignmentOperation assignment => IsBare(assignment.Value, depth - 1, cancellationToken) && Are(OthersGiven(assignment)),
            ICoalesceOperation choice => Are([choice.Value, choice.WhenNull]),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Are([choice.WhenTrue, otherwise]),
            ISwitchExpressionOperation choice => Are([.. choice.Arms.Select(static arm => arm.Value)]),
            IInvocationOperation { TargetMethod: var method } call => Are(ReturnedValues.By(method, call)),
            IObjectCreationOperation creation => IsBareCreation(creation, depth, cancellationToken),
            _ => false,
        };
    }

    private static bool IsBareCreation(IObjectCreationOperation creation, int depth, CancellationToken cancellationToken)
    {
        if (creation.Type is not { } type)
            return false;
        var below = creation.Arguments.Where(static argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Type.Name.EndsWith("Handler", StringComparison.Ordinal) == true)
            .Select(static argument => argument.Value).ToList();
        if (type is { Name: "HttpClient", ContainingNamespace.Name: "Http" })
            return below.All(handler => IsBare(handler, depth - 1, cancellationToken));
        if (type is { Name: "SocketsHttpHandler" or "HttpClientHandler" or "WinHttpHandler", ContainingNamespace.Name: "Http" })
            return true;

        // A team's own logging or retrying handler sends through the one below it.
        if (type.Name == "TokenTrackingHandler" || type.BaseType is not { Name: "DelegatingHandler" })
            return false;
        below.AddRange(InnerHandlers(creation));
        return below.Count > 0 && below.All(handler => IsBare(handler, depth - 1, cancellationToken));
    }

    // new Logging { InnerHandler = x }, and logging.InnerHandler = x
    private static IEnumerable<IOperation> InnerHandlers(IObjectCreationOperation creation)
    {
        var local = creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
        return OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: InnerHandler } target
                && (assignment.Parent?.Parent == creation
                    || (local is not null && target.Instance is ILocalReferenceOperation named && SymbolEqualityComparer.Default.Equals(named.Local, local))))
            .Select(static assignment => assignment.Value);
    }

    private static List<IOperation>? Given(ILocalReferenceOperation local)
    {
        var values = new List<IOperation>();
        foreach (var operation in OperationWalk.Root(local).Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Initializer: { } initializer } declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                values.Add(initializer.Value);
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local.Local))
            {
                if (other.Parent is IAssignmentOperation assignment && assignment.Target == other)
                    values.Add(assignment.Value);
                else if (other.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IForEachLoopOperation)
                    return null;
            }
        }

        return values;
    }

    private static IReadOnlyList<IOperation>? Given(IMemberReferenceOperation member, CancellationToken cancellationToken)
        => member.Member is IPropertySymbol { GetMethod: { } getter } property
            && property.DeclaringSyntaxReferences is [{ } reference] && reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax { AccessorList: null }
            ? ReturnedValues.By(getter, member)
            : PrivateUses.ValuesOf(member.Member, member);

    private static List<IOperation>? OthersGiven(ICoalesceAssignmentOperation assignment) => assignment.Target switch
    {
        ILocalReferenceOperation local => Given(local)?.Where(value => value != assignment.Value).DefaultIfEmpty(assignment.Value).ToList(),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => PrivateUses.ValuesOf(member.Member, member)?
            .Where(value => value.Syntax != assignment.Value.Syntax).DefaultIfEmpty(assignment.Value).ToList(),
        _ => null,
    };
}
