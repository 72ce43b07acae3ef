using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Pipelines that are built step by step: <c>client.AsBuilder().UseLogging().Use(inner =>
/// inner.WithTokenTracking(tracker)).Build()</c>.</summary>
internal static class Builders
{
    /// <summary>True for a class with a name that ends in Builder and a method that builds an object.</summary>
    public static bool IsBuilder(ITypeSymbol? type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class, Name: var name }
            && name.EndsWith("Builder", StringComparison.Ordinal) && !type.GetMembers("Build").IsEmpty;

    /// <summary>True for a step with a lambda that wraps the provider.</summary>
    public static bool WrapsInALambda(TrackingSymbols symbols, IInvocationOperation step)
        => step.Arguments.Any(argument => LinqMethods.Lambda(argument.Value) is { } lambda
            && lambda.Descendants().OfType<IInvocationOperation>().Any(call => Wrapping.IsWrapper(symbols, call.TargetMethod)));

    /// <summary>True for a registration whose result a later step of the same expression wraps.</summary>
    public static bool IsWrappedFurtherOn(TrackingSymbols symbols, IOperation registration)
        => StepsAfter(registration).Any(step => WrapsInALambda(symbols, step));

    /// <summary>The calls that follow a step in the same expression, the nearest first.</summary>
    public static IEnumerable<IInvocationOperation> StepsAfter(IOperation step)
    {
        for (var next = Next(step); next is not null; next = Next(next))
            yield return next;
    }

    private static IInvocationOperation? Next(IOperation current) => current.Parent switch
    {
        IInvocationOperation call when call.Instance == current => call,
        IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Instance: null } call } => call,
        IConversionOperation conversion => Next(conversion),
        _ => null,
    };
}
