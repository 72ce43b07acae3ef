using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

// Collections, and other objects that contain or return providers.
internal sealed partial class ConstructionFlow
{
    private const int DeepestNesting = 3;

    /// <summary>
    /// The elements of a collection that is the argument or receiver of a method: in its lambdas, its out arguments and its result.
    /// </summary>
    private Reading<Judgement> OfElements(IInvocationOperation call)
    {
        var received = Judgements.Worst(
        [
            .. CollectionMethods.Receivers(call).Select(OfReceiver),
            .. call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Out && IsOfProviders(argument.Parameter.Type))
                .Select(argument => OfTarget(argument.Value, call)),
        ]);

        // The result of a lambda was already followed through the result of the method.
        return !IsOfProviders(call.Type) ? received
            : Judgements.Made([received, Judgements.At(call)], static fates
                => fates[0] is ConstructionFate.Unused or ConstructionFate.Returned ? fates[1] : fates[0]);
    }

    // A lambda or a method that is called with each element.
    private Reading<Judgement> OfReceiver(IOperation receiver)
    {
        if (LinqMethods.Lambda(receiver) is { } lambda)
        {
            var body = BodyFlow.Of(lambda);
            return Judgements.AtAll(lambda.Symbol.Parameters.Where(item => IsOfProviders(item.Type)).SelectMany(body.ReadsOf));
        }

        return Judgements.Is(receiver.DescendantsAndSelf().OfType<IMethodReferenceOperation>().FirstOrDefault() is { Method: { } method }
            && (Wrapping.IsWrapper(_symbols, method)
                || method.Parameters.Any(item => IsOfProviders(item.Type) && Wrapping.WrapsParameter(method, item, _cancellationToken)))
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes);
    }

    private IEnumerable<IOperation> OfProviders(IEnumerable<IOperation> reads) => reads.Where(read => IsOfProviders(read.Type));

    private bool IsOfProviders(ITypeSymbol? type) => IsOfProviders(type, DeepestNesting);

    // A provider, or an object that contains or returns providers: a list, a task, a Lazy, a delegate.
    private bool IsOfProviders(ITypeSymbol? type, int depth)
        => depth > 0 && (type switch
        {
            IArrayTypeSymbol array => IsOfProviders(array.ElementType, depth - 1),
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => IsOfProviders(constraint, depth - 1)),
            INamedTypeSymbol { IsAnonymousType: true } anonymous
                => anonymous.GetMembers().OfType<IPropertySymbol>().Any(part => IsOfProviders(part.Type, depth - 1)),
            INamedTypeSymbol named => _symbols.Types.ImplementedBy(named) is not null || _symbols.Types.IsOrInheritsTracked(named)
                || GenericContents.ContentsOf(named).Any(argument => IsOfProviders(argument, depth - 1))

                // Dictionary<string, ILlmProvider>.ValueCollection
                || (named is { TypeArguments.IsEmpty: true, ContainingType: { IsGenericType: true } outer }
                    && outer.TypeArguments.Any(argument => IsOfProviders(argument, depth - 1))),
            _ => false,
        });
}
