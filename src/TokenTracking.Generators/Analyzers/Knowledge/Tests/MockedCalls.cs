using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Tests;

/// <summary>Calls that do not call an LLM when the code runs: in expression trees, in the setup of a mock, on a mock or a test
/// double.</summary>
internal static class MockedCalls
{
    private static readonly HashSet<string> MockingNamespaces = new(
        StringComparer.Ordinal) { "NSubstitute", "Moq", "FakeItEasy", "JustMock", "Rocks" };

    private const int MostLayers = 50;

    /// <summary>True for a call (or a delegate for one) on a receiver that calls no LLM when the code runs.</summary>
    public static bool Is(TrackingSymbols symbols, IOperation call, IOperation? receiver)
        => IsInExpressionTree(call)
            || (symbols.IsTestProject && (IsPartOfASetUp(call) || (receiver is not null && IsDouble(symbols, receiver))));

    // client.GetResponseAsync(...)): data => mock.Setup(client => client.GetResponseAsync(...)): an expression that the mocking library
    // reads.
    private static bool IsInExpressionTree(IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current
                is IAnonymousFunctionOperation { Parent: { Type: { Name: "Expression", ContainingNamespace.Name: "Expressions" } } })
                return true;
        }

        return false;
    }

    private static bool IsPartOfASetUp(IOperation call)
    {
        if (call is IInvocationOperation { Arguments: var arguments }
            && arguments.Any(static argument => argument.Value.DescendantsAndSelf().Any(IsOfMocking)))
            return true;
        for (var current = call.Parent; current is IConversionOperation or IAwaitOperation
            or IArgumentOperation or IInvocationOperation or IReturnOperation
            or IBlockOperation or IAnonymousFunctionOperation or IDelegateCreationOperation
                or IExpressionStatementOperation; current = current.Parent)
        {
            if (current is IInvocationOperation && IsOfMocking(current))
                return true;
        }

        return false;
    }

    // new Retrying(new FakeClient()), new FakeClient().AsBuilder().UseLogging().Build(): what stands around a double calls only the double.
    private static bool IsDouble(TrackingSymbols symbols, IOperation receiver)
    {
        var open = new Stack<IOperation>([receiver]);
        for (var step = 0; step < MostLayers && open.Count > 0; step++)
        {
            var origin = OnlyOrigins.OriginOf(open.Pop(), CancellationToken.None);
            if (origin is null)
                continue;
            if (IsDoubleItself(symbols, origin))
                return true;
            if (origin is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } reference
                && MemberFlow.IsSetAtHomeAlone(member)
                && MemberFlow.Around(reference)?.OperationsGivenAtHome(member, CancellationToken.None) is { Count: > 0 } values)
            {
                // A member that is a double on one path only may be a real client on another.
                if (values.Count > 1)
                    return values.All(value => IsDoubleItself(symbols, OnlyOrigins.OriginOf(value, CancellationToken.None)));
                open.Push(values[0]);
            }

            foreach (var inner in Inside(origin))
                open.Push(inner);
        }

        return false;
    }

    // The object that a decorator of the same kind forwards to, and the beginning of a chain of calls.
    private static IEnumerable<IOperation> Inside(IOperation value) => value switch
    {
        IObjectCreationOperation { Type: { } type } creation => creation.Arguments
            .Where(argument => argument.Parameter?.Type is { TypeKind: TypeKind.Interface } face
                && type.AllInterfaces.Contains(face, SymbolEqualityComparer.Default))
            .Select(static argument => CallReceivers.Unconverted(argument.Value)!),
        IInvocationOperation call when CallReceivers.Of(call) is { } first => [first],
        _ => [],
    };

    private static bool IsDoubleItself(TrackingSymbols symbols, IOperation? value)
        => value is not null
            && (value.DescendantsAndSelf().Any(IsOfMocking)
                || (value is IObjectCreationOperation { Type: { } type } && TestDoubles.IsTestDouble(symbols, type)));

    private static bool IsOfMocking(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.ContainingType: { } type } => IsOfMocking(type),
        IPropertyReferenceOperation { Property.ContainingType: { } type } => IsOfMocking(type),
        IFieldReferenceOperation { Field.ContainingType: { } type } => IsOfMocking(type),
        IObjectCreationOperation { Type: { } type } => IsOfMocking(type),
        _ => false,
    };

    private static bool IsOfMocking(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space is not null && MockingNamespaces.Contains(space.Name);
    }
}
