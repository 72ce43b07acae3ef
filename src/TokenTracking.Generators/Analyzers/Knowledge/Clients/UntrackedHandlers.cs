using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>
/// Clients that verifiably do not contain the handler: created without arguments, or with handlers that only send; and clients that contain
/// it. If a client comes from other code, or may be another one, nothing is known.
/// </summary>
internal sealed class UntrackedHandlers : ValueFold<ClientMaking>
{
    private const string InnerHandler = nameof(InnerHandler);

    private static readonly ConditionalWeakTable<Compilation, UntrackedHandlers> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, ClientMaking> Memory { get; } = new();

    protected override ClientMaking None => ClientMaking.None;

    protected override ClientMaking Unknown => ClientMaking.Unseen;

    /// <summary>True if every value of the client was created in visible code, without <c>TokenTrackingHandler</c>.</summary>
    public static bool LieUnder(IOperation? client, CancellationToken cancellationToken)
        => client is not null && Under(client, cancellationToken) == ClientMaking.Bare;

    /// <summary>The making of a client or a handler.</summary>
    public static ClientMaking Under(IOperation client, CancellationToken cancellationToken)
        => PerCompilation.GetValue(client.SemanticModel!.Compilation, static _ => new UntrackedHandlers()).Of(client, cancellationToken);

    protected override ClientMaking Join(ClientMaking one, ClientMaking other) => one.Or(other);

    protected override Reading<ClientMaking> Before(FlowValue value) => value switch
    {
        { IsNull: true } => Reading<ClientMaking>.Is(ClientMaking.None),
        { Part: null, Operation.Type: { } type } when TrackingHandlers.IsHandler(type) => Reading<ClientMaking>.Is(ClientMaking.Handled),
        { Part: null, Operation: not IObjectCreationOperation } when FactoryClients.Under(value.Operation) is { } made
            => Reading<ClientMaking>.Is(made),
        _ => default,
    };

    protected override Reading<ClientMaking> Leaf(FlowValue value)
        => value is { Part: null, Operation: IObjectCreationOperation { Type: { } type } creation }
            ? OfCreation(value, creation, type)
            : value.Part is null && FactoryClients.UnderInjected(value.Operation) is { } injected ? Reading<ClientMaking>.Is(injected)
            : Reading<ClientMaking>.Is(ClientMaking.Unseen);

    private static Reading<ClientMaking> OfCreation(FlowValue value, IObjectCreationOperation creation, ITypeSymbol type)
    {
        var below = creation.Arguments
            .Where(static argument => argument.ArgumentKind != ArgumentKind.DefaultValue
                && argument.Parameter?.Type.Name.EndsWith("Handler", StringComparison.Ordinal) == true)
            .Select(argument => value.With(argument.Value)).ToList();
        if (type is { Name: "SocketsHttpHandler" or "HttpClientHandler" or "WinHttpHandler", ContainingNamespace.Name: "Http" })
            return Reading<ClientMaking>.Is(ClientMaking.Bare);
        if (type is not { Name: "HttpClient", ContainingNamespace.Name: "Http" })
        {
            // A user-defined logging or retrying handler sends through its inner handler.
            if (type.BaseType is not { Name: "DelegatingHandler" })
                return Reading<ClientMaking>.Is(ClientMaking.Unseen);
            below.AddRange(InnerHandlers(creation).Select(value.With));
            if (below.Count == 0)
                return Reading<ClientMaking>.Is(ClientMaking.Unseen);
        }

        return Reading<ClientMaking>.MadeOf(
            below, static parts => ClientMakings.Of(parts));
    }

    // new Logging { InnerHandler = x }, and logging.InnerHandler = x
    private static IEnumerable<IOperation> InnerHandlers(IObjectCreationOperation creation)
    {
        var initialized = (creation.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: InnerHandler })
            .Select(static assignment => assignment.Value);
        return creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? initialized.Concat(BodyFlow.Of(creation).DefinitionsOf(local)
                .Where(static definition => definition.Into is { Kind: AccessKind.Member, Symbol.Name: InnerHandler, Rest: null })
                .Select(static definition => definition.Value))
            : initialized;
    }
}
