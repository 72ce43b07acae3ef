namespace TokenTracking;

/// <summary>Marks the member that puts providers together: it may construct them untracked, because it hands them out tracked.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class AiCompositionRootAttribute : Attribute;
