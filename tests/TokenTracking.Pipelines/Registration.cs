namespace TokenTracking.Pipelines;

/// <summary>How a pipeline comes to exist.</summary>
internal enum Registration
{
    /// <summary>It is built by hand, without a container.</summary>
    None,

    /// <summary>A factory that builds all of it is registered.</summary>
    Factory,

    /// <summary>As <see cref="Factory"/>, under a key.</summary>
    KeyedFactory,

    /// <summary><c>AddChatClient</c>, and steps of its builder.</summary>
    Builder,

    /// <summary><c>AddKeyedChatClient</c>, and steps of its builder.</summary>
    KeyedBuilder,
}
