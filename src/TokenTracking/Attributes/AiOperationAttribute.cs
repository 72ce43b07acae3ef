namespace TokenTracking;

/// <summary>Names the operation that a tracked member performs. Without it, the member's name in snake_case without <c>Async</c> is
/// used.</summary>
/// <param name="name">The operation, in snake_case (<c>analyze_task</c>).</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class AiOperationAttribute(string name) : Attribute
{
    /// <summary>The operation, in snake_case.</summary>
    public string Name { get; } = name;
}
