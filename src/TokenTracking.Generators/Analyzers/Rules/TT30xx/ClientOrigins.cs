using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Where a client may come from.</summary>
[Flags]
internal enum ClientOrigin
{
    None = 0,

    /// <summary>A type of Azure's.</summary>
    Azure = 1,

    /// <summary>A call or creation that is given an address.</summary>
    Pointed = 2,

    /// <summary>A creation.</summary>
    Made = 4,

    /// <summary>Anything else.</summary>
    Other = 8,
}

/// <summary>Follows a client back to where it comes from.</summary>
internal sealed class ClientOrigins : ValueFold<ClientOrigin>
{
    private static readonly ConditionalWeakTable<Compilation, ClientOrigins> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, ClientOrigin> Memory { get; } = new();

    protected override ClientOrigin None => ClientOrigin.None;

    protected override ClientOrigin Unknown => ClientOrigin.None;

    public static ClientOrigin OriginOf(IOperation client)
        => PerCompilation.GetValue(client.SemanticModel!.Compilation, static _ => new ClientOrigins()).Of(client, CancellationToken.None);

    public static bool IsAzure(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Error } named
        && named.Name.StartsWith("Azure", StringComparison.Ordinal);

    protected override ClientOrigin Join(ClientOrigin one, ClientOrigin other) => one | other;

    protected override Reading<ClientOrigin> Before(FlowValue value)
        => value.Part is null && IsAzure(value.Operation.Type) ? Leaf(value) : default;

    protected override Reading<ClientOrigin> Leaf(FlowValue value)
        => Reading<ClientOrigin>.Is(value.Part is not null
            ? ClientOrigin.None
            : (IsAzure(value.Operation.Type) ? ClientOrigin.Azure : ClientOrigin.None)
                | (ModelOwners.IsPointed(value.Operation) ? ClientOrigin.Pointed : ClientOrigin.None)
                | (value.Operation is IObjectCreationOperation ? ClientOrigin.Made : ClientOrigin.Other));
}
