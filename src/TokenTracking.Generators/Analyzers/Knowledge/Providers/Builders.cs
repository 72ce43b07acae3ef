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

    /// <summary>The generated step that tracks.</summary>
    public const string UseTokenTracking = nameof(UseTokenTracking);

    /// <summary>True for the generated step that tracks; otherwise, false.</summary>
    public static bool IsTrackingStep(IMethodSymbol method) => method.Name == UseTokenTracking && IsBuilder(method.ReturnType);

    /// <summary>True for a step that tracks: the generated one, or one with a lambda that wraps the provider.</summary>
    public static bool Tracks(TrackingSymbols symbols, IInvocationOperation step)
        => IsTrackingStep(step.TargetMethod) || WrapsInALambda(symbols, step);

    /// <summary>True for a step with a lambda that wraps the provider.</summary>
    private static bool WrapsInALambda(TrackingSymbols symbols, IInvocationOperation step)
        => step.Arguments.Any(argument => LinqMethods.Lambda(argument.Value) is { } lambda
            && lambda.Descendants().OfType<IInvocationOperation>().Any(call => Wrapping.IsWrapper(symbols, call.TargetMethod)));

    /// <summary>True for a builder that has a step which tracks, wherever the code adds it; otherwise, false.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation builder, CancellationToken cancellationToken)
        => IsBuilder(builder.Type) && PipelineSteps.Of(symbols, builder, cancellationToken).Any(static step => step.Tracks);
}
