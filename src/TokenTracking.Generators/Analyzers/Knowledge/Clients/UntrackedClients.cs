using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>Clients of which the code shows that no handler lies under them, whatever the rest of the program has.</summary>
internal static class UntrackedClients
{
    private const int LongestChain = 16;

    /// <summary>True where the receiver of a call was made on the spot, from a key, an address or nothing: <c>new HttpClient()</c>.</summary>
    public static bool IsReceiverOf(IOperation call)
    {
        var current = ClientOf(call);
        for (var step = 0; step < LongestChain && current is not null; step++)
        {
            switch (ProviderOrigins.Of(current))
            {
                case IObjectCreationOperation creation:
                    return creation.Arguments.All(IsPlain) && HasNoInitializedTransport(creation);
                case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                    return IsBareField(field);
                case { } origin when CallReceivers.AsPassed(origin) is { } inner:
                    current = inner;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The client that a raw request goes through, where the code around it shows which that is.</summary>
    public static IOperation? ClientOf(IOperation request) => CallReceivers.AsPassed(request) ?? Sender(request);

    // A request message is sent by whatever the same body sends it with.
    private static IOperation? Sender(IOperation request)
        => request is not IObjectCreationOperation ? null : OperationWalk.Root(request).Descendants().OfType<IInvocationOperation>()
            .Where(static call => call.TargetMethod.Name is "Send" or "SendAsync" && call.Instance?.Type?.Name == "HttpClient")
            .Select(static call => call.Instance).Take(2).ToList() is [{ } only] ? only : null;

    // Keys, addresses and credentials carry no handler; options, clients and handlers may.
    private static bool IsPlain(IArgumentOperation argument)
        => argument.ArgumentKind == ArgumentKind.DefaultValue
            || argument.Value.ConstantValue is { HasValue: true }
            || argument.Parameter?.Type is { SpecialType: not SpecialType.None }
            || argument.Parameter?.Type.Name is "Uri" or "ApiKeyCredential" or "AzureKeyCredential" or "TokenCredential";

    private static bool HasNoInitializedTransport(IObjectCreationOperation creation)
        => creation.Initializer is not { } initializer
            || !initializer.Initializers.Any(static member => member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "HttpClient" or "Transport" } });

    private static bool IsBareField(IFieldSymbol field)
        => field.DeclaringSyntaxReferences is [{ } reference]
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation }
            && creation.ArgumentList is null or { Arguments.Count: 0 };
}
