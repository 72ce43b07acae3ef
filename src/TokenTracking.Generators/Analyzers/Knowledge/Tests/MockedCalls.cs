using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Tests;

/// <summary>Calls that do not call an LLM when the code runs: in expression trees, in the setup of a mock, on a mock or a test
/// double.</summary>
internal static class MockedCalls
{
    private static readonly HashSet<string> MockingNamespaces = new(
        StringComparer.Ordinal) { "NSubstitute", "Moq", "FakeItEasy", "JustMock", "Rocks" };

    /// <summary>True for a call (or a delegate for one) on a receiver that calls no LLM when the code runs.</summary>
    public static bool Is(TrackingSymbols symbols, IOperation call, IOperation? receiver)
        => IsInExpressionTree(call)
            || (symbols.IsTestProject && (IsPartOfASetUp(call) || (receiver is not null && DoubledClients.Has(symbols, receiver))));

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

    /// <summary>True for an object of a mocking library, and for one that this test project declares.</summary>
    public static bool IsDoubleItself(TrackingSymbols symbols, IOperation? value)
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

    private static bool IsOfMocking(ITypeSymbol type) => MockingNamespaces.Contains(RootNamespace.Of(type));
}
