using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>
/// Providers that are created in place and not checked elsewhere: by a constructor, in a variable that contains one, by a private method.
/// Values of parameters, of fields that are set from parameters, and from the container are not included.
/// </summary>
internal sealed class FreshProviders(TrackingSymbols symbols) : ValueFold<bool>
{
    private static readonly ConditionalWeakTable<TrackingSymbols, FreshProviders> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, bool> Memory { get; } = new();

    protected override bool None => false;

    protected override bool Unknown => true;

    public static FreshProviders Of(TrackingSymbols symbols) => PerCompilation.GetValue(symbols, static key => new FreshProviders(key));

    protected override bool Join(bool one, bool other) => one || other;

    protected override Reading<bool> Before(FlowValue value) => value switch
    {
        { IsGiven: true } => Reading<bool>.Is(false),
        { Part: null, Operation: IInvocationOperation call } => BeforeCall(call),

        // The arguments of the callers of a method are checked where they are created.
        {
            Operation: IParameterReferenceOperation
            {
                Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction },
            } parameter,
        }
            => Reading<bool>.OneOf(VariableSteps.OfParameterAlone(value, parameter, CancellationToken.None)),

        // A property that is visible outside the type creates its provider for others, and is checked separately.
        { Operation: IPropertyReferenceOperation { Property: { DeclaredAccessibility: not Accessibility.Private } property } }
            when !property.IsIndexer && !IsPlain(property) => Reading<bool>.Is(false),
        _ => default,
    };

    protected override Reading<bool> Leaf(FlowValue value) => value switch
    {
        { Part: null, Operation: IObjectCreationOperation creation } => OfCreation(value, creation),
        { Part: null, Operation: IInvocationOperation call } => Reading<bool>.Is(MakesInside(call)),
        _ => Reading<bool>.Is(false),
    };

    private Reading<bool> BeforeCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Wrapping.IsWrapper(symbols, method) || Wrapping.WrapsReceiver(method, CancellationToken.None))
            return Reading<bool>.Is(false);
        return method.DeclaringSyntaxReferences.IsEmpty || IsHidden(method) ? default : Reading<bool>.Is(MakesInside(call));
    }

    private Reading<bool> OfCreation(FlowValue value, IObjectCreationOperation creation)
    {
        if (symbols.Types.ImplementedBy(creation.Type) is null)
            return Reading<bool>.Is(true);
        if (symbols.Types.IsDecorator(creation.Type!) || ProviderChains.StandsBeforeTracked(symbols, creation))
            return Reading<bool>.Is(false);

        // It forwards to other providers, or is created from no provider.
        return ProviderChains.Given(symbols, creation).Select(given => value.With(given, null)).ToList() is { Count: > 0 } given
            ? Reading<bool>.OneOf(given)
            : Reading<bool>.Is(true);
    }

    // An adapter, or a call of a method that is visible outside the type, with a provider that is created in its arguments.
    private bool MakesInside(IInvocationOperation call)
        => call.DescendantsAndSelf().Any(inner => inner switch
        {
            IObjectCreationOperation { Type: { } made }
                => symbols.Types.ImplementedBy(made) is not null && !symbols.Types.IsDecorator(made),
            IInvocationOperation called => IsHidden(called.TargetMethod) || SdkAdapters.IsMadeBy(symbols, called) is not null,
            _ => false,
        });

    private static bool IsHidden(IMethodSymbol method)
        => method.DeclaredAccessibility == Accessibility.Private || method.MethodKind == MethodKind.LocalFunction;

    private static bool IsPlain(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
