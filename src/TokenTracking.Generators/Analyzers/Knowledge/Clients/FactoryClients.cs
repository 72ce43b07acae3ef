using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>
/// The clients of the HTTP client factory, as far as the registrations of a compilation show what is under them. A registration gives the
/// handler to the clients of its name and its type, and to no others.
/// </summary>
internal sealed class FactoryClients
{
    private static readonly ConditionalWeakTable<Compilation, FactoryClients> PerCompilation = new();

    private readonly Dictionary<string, ClientMaking> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, ClientMaking> _typed = new(SymbolEqualityComparer.Default);
    private readonly ClientMaking _others;
    private readonly bool _areAllHandled;

    private FactoryClients(Compilation compilation)
    {
        var calls = Calls(compilation).ToList();
        _areAllHandled = TrackingHandlers.AreUnderAllClientsIn(compilation, CancellationToken.None)
            || calls.Exists(static call => HandledClients.IsOfDefaults(call) && HandledClients.GivesTheHandler(call));
        var isOpen = MayBeConfiguredElsewhere(compilation);
        foreach (var call in calls.Where(HandledClients.IsRegistration))
            isOpen |= !Add(call);
        _others = isOpen ? ClientMaking.Unseen : ClientMaking.Bare;
        if (isOpen)
        {
            Open(_named);
            Open(_typed);
        }
    }

    public static FactoryClients Of(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new FactoryClients(key));

    /// <summary>The making of the client that a value is, if the factory creates it: <c>factory.CreateClient("name")</c>, a typed client,
    /// or the client that a typed client is constructed with; null for any other value.</summary>
    public static ClientMaking? Under(IOperation value)
    {
        if (value.SemanticModel is not { Compilation: var compilation })
            return null;
        if (value is IInvocationOperation { TargetMethod: { Name: "CreateClient" or "CreateHandler" } method } creating)
        {
            return IsOfFactory(method)
                ? Of(compilation).Named(creating.Arguments
                    .FirstOrDefault(static argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)?.Value)
                : null;
        }

        return value switch
        {
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol taking } => Of(compilation).Injected(
                value.Type, taking.MethodKind == MethodKind.Constructor ? taking.ContainingType : null),
            IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" } => Of(compilation).Injected(value.Type, null),
            _ => null,
        };
    }

    /// <summary>The making of an HttpClient that no visible code passes to a constructor: the container does, with one of the factory; null
    /// if the factory does not give the handler to all.</summary>
    public static ClientMaking? UnderInjected(IOperation value)
        => value is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            && IsHttpClient(value.Type) && value.SemanticModel is { Compilation: var compilation } && Of(compilation)._areAllHandled
            ? ClientMaking.Handled
            : null;

    // A constructor gets the client of its type; any other one that the container injects has no name.
    private ClientMaking? Injected(ITypeSymbol? type, INamedTypeSymbol? constructed)
    {
        if (type is not INamedTypeSymbol)
            return null;
        if (_typed.TryGetValue(type.OriginalDefinition, out var made))
            return made;
        return constructed is not null && IsHttpClient(type) && _typed.TryGetValue(constructed.OriginalDefinition, out made) ? made : null;
    }

    private static bool IsHttpClient(ITypeSymbol? type) => type is { Name: "HttpClient", ContainingNamespace.Name: "Http" };

    private ClientMaking Named(IOperation? name)
    {
        if (_areAllHandled)
            return ClientMaking.Handled;
        if (name is null)
            return Named("");
        return NameOf(name) is { } known ? Named(known) : ClientMaking.Unseen;
    }

    private ClientMaking Named(string name) => _named.TryGetValue(name, out var made) ? made : _others;

    // False if the names of the clients are only known at run time.
    private bool Add(IInvocationOperation registration)
    {
        var made = _areAllHandled ? ClientMaking.Handled : HandledClients.Under(registration);
        foreach (var type in HandledClients.ClientTypes(registration))
            Add(_typed, type.OriginalDefinition, made);
        var name = registration.Arguments.FirstOrDefault(static argument
            => argument.ArgumentKind == ArgumentKind.Explicit
                && argument.Parameter is { Name: "name", Type.SpecialType: SpecialType.System_String });
        if (name is not null)
        {
            if (NameOf(name.Value) is not { } known)
                return made == ClientMaking.Bare;
            Add(_named, known, made);
        }
        else if (registration.TargetMethod.TypeArguments.Length > 0)
        {
            Add(_named, registration.TargetMethod.TypeArguments[0].Name, made);
        }

        return true;
    }

    // A client without the handler may get it from code that is not visible.
    private static void Open<T>(Dictionary<T, ClientMaking> all)
    {
        foreach (var bare in all.Where(static entry => entry.Value == ClientMaking.Bare).Select(static entry => entry.Key).ToList())
            all[bare] = ClientMaking.Unseen;
    }

    // Registrations of one name add up: one that gives the handler is sufficient.
    private static void Add<T>(Dictionary<T, ClientMaking> all, T key, ClientMaking made)
        => all[key] = all.TryGetValue(key, out var before) ? ClientMakings.Of([before, made]) : made;

    private static string? NameOf(IOperation name)
    {
        var origin = name.ConstantValue.HasValue ? name : OnlyOrigins.OriginOf(name, CancellationToken.None);
        return origin?.ConstantValue is { HasValue: true, Value: string known } ? known : null;
    }

    private static bool IsOfFactory(IMethodSymbol method)
        => (method.ReducedFrom ?? method) is var own && (IsFactory(own.ContainingType) || own.ContainingType.AllInterfaces.Any(IsFactory)
            || (own.IsExtensionMethod && own.Parameters is [{ Type: INamedTypeSymbol first }, ..] && IsFactory(first)));

    private static bool IsFactory(INamedTypeSymbol type)
        => type.IsIn("System.Net.Http", "IHttpClientFactory") || type.IsIn("System.Net.Http", "IHttpMessageHandlerFactory");

    // A library is configured by the program that uses it, and a program by the projects that know the runtime. Filters and options of the
    // factory are configured by name at run time.
    private static bool MayBeConfiguredElsewhere(Compilation compilation)
        => compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule
            || compilation.SourceModule.ReferencedAssemblySymbols.Any(
                static assembly => !WellKnown.IsProduct(assembly.Name)
                    && RuntimeReferences.MayTrack(assembly) && ConfiguresServices(assembly))
            || compilation.SyntaxTrees.Any(
                static tree => tree.GetText().ToString() is var text
                    && (text.Contains("HttpMessageHandlerBuilder") || text.Contains("HttpClientFactoryOptions")));

    private static bool ConfiguresServices(IAssemblySymbol assembly)
        => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference
            => reference.Name.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal)
                || reference.Name.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)));

    private static IEnumerable<IInvocationOperation> Calls(Compilation compilation)
    {
        var members = MemberFlow.Of(compilation);
        return compilation.SyntaxTrees
            .Where(static tree => tree.GetText().ToString() is var text
                && (text.Contains("Client(") || text.Contains("Client<") || text.Contains(HandledClients.Defaults)))
            .SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
                && (HandledClients.MayRegister(name) || name == HandledClients.Defaults))
            .Select(call => members.OperationOf(call, CancellationToken.None)).OfType<IInvocationOperation>();
    }
}
