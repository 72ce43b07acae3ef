using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

internal sealed partial class ConstructionFlow
{
    private const int DeepestNesting = 3;

    /// <summary>The elements of a collection that is handed to a method, or that one is called on: in its lambdas, its out arguments and
    /// its result.</summary>
    private ConstructionFate JudgeElements(IInvocationOperation call)
    {
        var fates = CollectionMethods.Receivers(call).Select(JudgeReceiver)
            .Concat(call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Out && IsOfProviders(argument.Parameter.Type))
                .Select(argument => JudgeTarget(argument.Value, call))).ToList();

        // What a lambda returns was followed through the result from there.
        return Worst(fates) is var fate && fate is not (ConstructionFate.Unused or ConstructionFate.Returned) ? fate
            : IsOfProviders(call.Type) ? Judge(call) : fate;
    }

    // A lambda or a method that is called with each element.
    private ConstructionFate JudgeReceiver(IOperation receiver)
    {
        if (LinqMethods.Lambda(receiver) is { } lambda)
            return WorstOf(
                lambda.Symbol.Parameters.Where(item => IsOfProviders(item.Type)).SelectMany(item => OperationWalk.ReadsOf(item, lambda)));
        return receiver.DescendantsAndSelf().OfType<IMethodReferenceOperation>().FirstOrDefault() is { Method: { } method }
            && (Wrapping.IsWrapper(symbols, method)
            || method.Parameters.Any(item => IsOfProviders(item.Type) && Wrapping.WrapsParameter(method, item, cancellationToken)))
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;
    }

    private bool IsOfProviders(ITypeSymbol? type) => IsOfProviders(type, DeepestNesting);

    // A provider, and what holds or hands out providers: a list, a task, a Lazy, a delegate.
    private bool IsOfProviders(ITypeSymbol? type, int depth)
        => depth > 0 && (type switch
        {
            IArrayTypeSymbol array => IsOfProviders(array.ElementType, depth - 1),
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => IsOfProviders(constraint, depth - 1)),
            INamedTypeSymbol { IsAnonymousType: true } anonymous
                => anonymous.GetMembers().OfType<IPropertySymbol>().Any(part => IsOfProviders(part.Type, depth - 1)),
            INamedTypeSymbol named => symbols.Types.ImplementedBy(named) is not null || symbols.Types.IsOrInheritsTracked(named)
                || GenericContents.ContentsOf(named).Any(argument => IsOfProviders(argument, depth - 1))

                // Dictionary<string, ILlmProvider>.ValueCollection
                || (named is { TypeArguments.IsEmpty: true, ContainingType: { IsGenericType: true } outer }
                && outer.TypeArguments.Any(argument => IsOfProviders(argument, depth - 1))),
            _ => false,
        });
}
