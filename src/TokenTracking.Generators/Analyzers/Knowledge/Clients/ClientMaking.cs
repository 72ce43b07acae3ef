namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>How a client was created.</summary>
internal enum ClientMaking
{
    /// <summary>It is null or never created.</summary>
    None,

    /// <summary>In visible code, without the handler.</summary>
    Bare,

    /// <summary>In other code, or with an object that may be the handler.</summary>
    Unseen,

    /// <summary>In visible code, with the handler.</summary>
    Handled,
}

/// <summary>Combines what is known of clients.</summary>
internal static class ClientMakings
{
    /// <summary>The making of a client that is one of two.</summary>
    public static ClientMaking Or(this ClientMaking one, ClientMaking other)
        => one == other || other == ClientMaking.None ? one
            : one == ClientMaking.None ? other
            : ClientMaking.Unseen;

    /// <summary>The making of an object that sends through all of these parts: the handler in one of them is sufficient.</summary>
    public static ClientMaking Of(IEnumerable<ClientMaking> parts)
        => parts.Aggregate(ClientMaking.Bare, static (one, other) => one > other ? one : other);
}
