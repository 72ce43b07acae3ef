namespace TokenTracking;

/// <summary>Marks the member that composes providers: it may construct them untracked, because it returns them tracked.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class AiCompositionRootAttribute : Attribute;
