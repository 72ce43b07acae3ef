using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Registrations;

/// <summary>Reads calls that register a service with the container.</summary>
internal static class ServiceRegistration
{
    public const string TrackAiProviders = nameof(TrackAiProviders);

    /// <summary>True for a method that registers services: an extension method on the service collection, or a method that creates service
    /// descriptors.</summary>
    public static bool IsRegistration(TrackingSymbols symbols, IMethodSymbol method)
    {
        if (!symbols.ServiceCollection.Exists || method.Name == TrackAiProviders)
            return false;
        // Of the definition: every LINQ operator of a program is an extension of some constructed type.
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        return declared.IsExtensionMethod && declared.Parameters.Length > 0
            ? symbols.ServiceCollection.Includes(declared.Parameters[0].Type)
            : symbols.ServiceDescriptor.Is(declared.ContainingType);
    }

    /// <summary>The class that the container constructs for a registration, and the syntax that names it.</summary>
    public static (ITypeSymbol Type, SyntaxNode Syntax)? Implementation(TrackingSymbols symbols, IInvocationOperation call)
    {
        // A factory or an instance contains a construction, which is checked separately.
        if (call.Arguments.Any(static argument => !argument.IsImplicit && IsFactoryOrInstance(argument)))
            return null;

        // Scrutor's Decorate<IProvider, CachingProvider>() registers a layer around what is registered, and judged, already.
        if (call.TargetMethod.Name.Contains("Decorate"))
            return null;

        var method = call.TargetMethod;
        for (var i = method.TypeArguments.Length - 1; i >= 0; i--)
        {
            if (method.TypeArguments[i] is { IsAbstract: false } type && symbols.Types.ImplementedByAny(type) is not null)
                return (type, TypeArgumentSyntax(call.Syntax, i) ?? call.Syntax);
        }

        return NamedLast(symbols, call.Arguments);
    }

    /// <summary>The class that the container constructs for a descriptor; null for a descriptor with a factory or an instance.</summary>
    public static (ITypeSymbol Type, SyntaxNode Syntax)? DescribedImplementation(TrackingSymbols symbols, IObjectCreationOperation creation)
        => symbols.ServiceDescriptor.Is(creation.Type) && !creation.Arguments.Any(static argument => IsFactoryOrInstance(argument))
            ? NamedLast(symbols, creation.Arguments)
            : null;

    private static (ITypeSymbol Type, SyntaxNode Syntax)? NamedLast(TrackingSymbols symbols, IEnumerable<IArgumentOperation> arguments)
    {
        var named = arguments.Select(static argument => Unconverted(argument.Value)).OfType<ITypeOfOperation>().LastOrDefault();
        var type = named?.TypeOperand is INamedTypeSymbol { IsUnboundGenericType: true } open
            ? open.OriginalDefinition
            : named?.TypeOperand;
        return type is { IsAbstract: false } && symbols.Types.ImplementedByAny(type) is not null ? (type, named!.Syntax) : null;
    }

    /// <summary>True if the registered service type is the tracked interface: <c>TrackAiProviders</c> decorates interfaces, not concrete
    /// classes.</summary>
    public static bool ServesTrackedInterface(TrackingSymbols symbols, IOperation registration) => registration switch
    {
        // AddEmbeddingGenerator<string, Embedding<float>> names parts of the service; its parameter is the service.
        IInvocationOperation { TargetMethod: { TypeArguments: [{ } service, ..] } method }
            => symbols.Types.IsTracked(service) || (Builders.IsBuilder(method.ReturnType) && TakesTracked(symbols, method)),
        IInvocationOperation call => NamesTracked(symbols, call.Arguments) || TakesTracked(symbols, call.TargetMethod),
        IObjectCreationOperation descriptor => NamesTracked(symbols, descriptor.Arguments),
        _ => false,
    };

    private static bool NamesTracked(TrackingSymbols symbols, IEnumerable<IArgumentOperation> arguments)
        => arguments.Select(static argument => Unconverted(argument.Value)).OfType<ITypeOfOperation>()
            .Any(named => symbols.Types.IsTracked(named.TypeOperand));

    // AddChatClient(IServiceCollection, IChatClient) registers its argument, or the result of its factory.
    private static bool TakesTracked(TrackingSymbols symbols, IMethodSymbol method)
        => method.Parameters.Any(parameter => symbols.Types.IsTracked(parameter.Type)
            || (parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } && symbols.Types.IsTracked(made)));

    private static bool IsFactoryOrInstance(IArgumentOperation argument)
        => argument.Parameter?.Name is "implementationFactory" or "implementationInstance" or "factory" or "instance";

    private static IOperation Unconverted(IOperation value)
        => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;

    private static TypeSyntax? TypeArgumentSyntax(SyntaxNode call, int index)
        => call is InvocationExpressionSyntax { Expression: { } expression }
            && (expression is MemberAccessExpressionSyntax access ? access.Name : expression) is GenericNameSyntax name
            && name.TypeArgumentList.Arguments.Count > index
            ? name.TypeArgumentList.Arguments[index]
            : null;
}
