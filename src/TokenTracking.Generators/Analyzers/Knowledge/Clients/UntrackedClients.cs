using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>Clients that verifiably do not contain the handler, or do, regardless of the rest of the program.</summary>
internal sealed class UntrackedClients : ValueFold<ClientMaking>
{
    private static readonly ConditionalWeakTable<Compilation, UntrackedClients> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, ClientMaking> Memory { get; } = new();

    protected override ClientMaking None => ClientMaking.None;

    protected override ClientMaking Unknown => ClientMaking.Unseen;

    /// <summary>The making of the client that sends a request, or that a call is made on.</summary>
    public static ClientMaking UnderReceiverOf(IOperation call, CancellationToken cancellationToken)
        => ClientOf(call) is { } client
            ? PerCompilation.GetValue(client.SemanticModel!.Compilation, static _ => new UntrackedClients()).Of(client, cancellationToken)
            : ClientMaking.Unseen;

    /// <summary>The client that sends a raw request, if the code around it shows it.</summary>
    public static IOperation? ClientOf(IOperation request)
        => CallReceivers.AsPassed(request) ?? (request is IObjectCreationOperation ? RequestSenders.Of(request) : null);

    protected override ClientMaking Join(ClientMaking one, ClientMaking other) => one.Or(other);

    protected override Reading<ClientMaking> Before(FlowValue value) => value switch
    {
        { IsNull: true } => Reading<ClientMaking>.Is(ClientMaking.None),
        // What a container or a factory returns was configured elsewhere, even if the container itself was created in place.
        { Part: null, Operation.Type: { } type } when IsContainer(type) => Reading<ClientMaking>.Is(ClientMaking.Unseen),
        { Part: null, Operation.Type: { } type } when TrackingHandlers.IsHandler(type) => Reading<ClientMaking>.Is(ClientMaking.Handled),
        { Part: null, Operation: IObjectCreationOperation creation } => OfCreation(value, creation),
        { Part: null } when FactoryClients.Under(value.Operation) is { } made => Reading<ClientMaking>.Is(made),
        _ => default,
    };

    private static Reading<ClientMaking> OfCreation(FlowValue value, IObjectCreationOperation creation)
    {
        if (creation.Type is { Name: "HttpClient" or "HttpClientHandler" or "SocketsHttpHandler", ContainingNamespace.Name: "Http" })
            return Reading<ClientMaking>.Is(UntrackedHandlers.Under(creation, CancellationToken.None));

        var later = IsOptions(creation.Type) ? TransportsSetLater(creation) : [];
        if (later is null)
            return Reading<ClientMaking>.Is(ClientMaking.Unseen);
        var parts = creation.Arguments.Where(static argument => !IsPlain(argument)).Select(static argument => argument.Value)
            .Concat(Transports(creation)).Concat(later).Select(part => value.With(part)).ToList();
        return parts.Count == 0
            ? Reading<ClientMaking>.Is(ClientMaking.Bare)
            : Reading<ClientMaking>.MadeOf(
                parts, static made => ClientMakings.Of(made));
    }

    // new OpenAIClientOptions { Endpoint = ... }, and the transport that wraps an HttpClient.
    private static bool IsOptions(ITypeSymbol? type) => type?.Name.EndsWith("Options", StringComparison.Ordinal) == true;

    // What is assigned to the options after they are created; null if that is not visible. It is visible if they are passed directly to a
    // client, or are in a local that only clients are given.
    private static List<IOperation>? TransportsSetLater(IObjectCreationOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        if (parent is IArgumentOperation)
            return [];
        if (parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator })
            return null;
        var later = new List<IOperation>();
        foreach (var read in BodyFlow.Of(declarator).ReadsOf(local))
        {
            switch (read.Parent is IConversionOperation conversion ? conversion.Parent : read.Parent)
            {
                case IArgumentOperation { Parent: IObjectCreationOperation }:
                    break;
                case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                    when assignment.Target == property:
                    if (IsTransport(property))
                        later.Add(assignment.Value);
                    break;
                case IPropertyReferenceOperation { Type: { } type } when IsPlain(type):
                    break;
                default:
                    return null;
            }
        }

        return later;
    }

    private static bool IsTransport(IPropertyReferenceOperation property) => property.Property.Name is "HttpClient" or "Transport";

    private static bool IsContainer(ITypeSymbol type)
        => IsContainerItself(type) || type.AllInterfaces.Any(IsContainerItself);

    private static bool IsContainerItself(ITypeSymbol type)
        => type.IsIn("System", "IServiceProvider") || type.IsIn("System.Net.Http", "IHttpClientFactory")
            || type.IsIn("System.Net.Http", "IHttpMessageHandlerFactory")
            || type.IsIn("Microsoft.Extensions.DependencyInjection", "IServiceScope");

    // openAI.GetChatClient("gpt-5"): the client that creates it. A call that returns an HttpClient has created that itself.
    protected override Reading<ClientMaking> Leaf(FlowValue value)
        => value.Part is null && FactoryClients.UnderInjected(value.Operation) is { } injected ? Reading<ClientMaking>.Is(injected)
            : value is { Part: null, Operation.Type: not { Name: "HttpClient" } }
            && (CallReceivers.AsPassed(value.Operation) ?? WholeOf(value.Operation)) is { } inner
            ? Reading<ClientMaking>.OneOf(value.With(inner))
            : Reading<ClientMaking>.Is(ClientMaking.Unseen);

    // client.Messages, a part of an SDK's client that sends through the whole of it. A property of the program's own, or of a project that
    // knows the handler, may return anything.
    private static IOperation? WholeOf(IOperation operation)
        => operation is IPropertyReferenceOperation { Instance: { Type: { } type } whole, Property: { IsIndexer: false } property }
            && property.DeclaringSyntaxReferences.IsEmpty
            && SymbolEqualityComparer.Default.Equals(property.Type.ContainingAssembly, type.ContainingAssembly)
            && type.ContainingAssembly is { } assembly && !RuntimeReferences.MayTrack(assembly)
            ? whole
            : null;

    // Keys, addresses and credentials cannot contain a handler; options, clients and handlers can.
    private static bool IsPlain(IArgumentOperation argument)
        => argument.ArgumentKind == ArgumentKind.DefaultValue
            || argument.Value.ConstantValue is { HasValue: true }
            || argument.Parameter?.Type is { SpecialType: not SpecialType.None }
            || argument.Parameter?.Type is { } type && HoldsPlainValuesOnly(type);

    // A key, an address, and options that consist of these.
    private static bool HoldsPlainValuesOnly(ITypeSymbol type)
        => IsPlain(type) || (type is { IsSealed: true, TypeKind: TypeKind.Class, BaseType.SpecialType: SpecialType.System_Object }
            && type.GetMembers().OfType<IPropertySymbol>().Any()
            && type.GetMembers().All(static member => member switch
            {
                IPropertySymbol { Name: not "EqualityContract" } property => IsPlain(property.Type),
                IFieldSymbol { IsStatic: false } field => IsPlain(field.Type),
                _ => true,
            }));

    private static bool IsPlain(ITypeSymbol type)
        => type.SpecialType is not (SpecialType.None or SpecialType.System_Object or SpecialType.System_Delegate)
            || type.TypeKind == TypeKind.Enum
            || type.Name is "Uri" or "TimeSpan" or "ApiKeyCredential" or "AzureKeyCredential" or "TokenCredential";

    private static IEnumerable<IOperation> Transports(IObjectCreationOperation creation)
        => (creation.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
            .Where(static member => member.Target is IPropertyReferenceOperation property && IsTransport(property))
            .Select(static member => member.Value);
}
