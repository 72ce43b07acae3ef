using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Tests;

/// <summary>Services that a test asks for after it has registered doubles for them.</summary>
internal static class RegisteredDoubles
{
    /// <summary>True for <c>provider.GetRequiredService&lt;IChatClient&gt;()</c> in a body whose registrations of that service are all
    /// doubles.</summary>
    public static bool Are(TrackingSymbols symbols, IOperation value)
        => value is IInvocationOperation { TargetMethod: { Name: var name, TypeArguments: [{ } service] } } asked
            && name is "GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService"
            && OperationWalk.Root(asked).Descendants().OfType<IInvocationOperation>()
                .Where(call => Registers(call, service)).ToList() is { Count: > 0 } registrations
            && registrations.TrueForAll(call => call.TargetMethod.TypeArguments.Any(type => TestDoubles.IsTestDouble(symbols, type))
                || call.Arguments.Any(argument => IsDouble(symbols, argument.Value, service)));

    // services.AddSingleton<IChatClient>(fake), services.AddChatClient(fake)
    private static bool Registers(IInvocationOperation call, ITypeSymbol service)
        => (call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal)
                || call.TargetMethod.Name.StartsWith("TryAdd", StringComparison.Ordinal))
            && (call.TargetMethod.TypeArguments.Contains(service, SymbolEqualityComparer.Default)
                || call.Arguments.Any(argument => Is(CallReceivers.Unconverted(argument.Value)?.Type, service)));

    private static bool Is(ITypeSymbol? type, ITypeSymbol service)
        => type is not null && (SymbolEqualityComparer.Default.Equals(type, service)
            || type.AllInterfaces.Contains(service, SymbolEqualityComparer.Default));

    // An object of a mocking library or of a type of the tests, in place or from the container.
    private static bool IsDouble(TrackingSymbols symbols, IOperation given, ITypeSymbol service)
        => given.DescendantsAndSelf().Any(part
            => MockedCalls.IsDoubleItself(symbols, OnlyOrigins.OriginOf(part, CancellationToken.None))
                || (part.Type is { TypeKind: TypeKind.Class } type && Is(type, service) && TestDoubles.IsTestDouble(symbols, type)));
}
