namespace TokenTracking;

/// <summary>Takes attribution from an argument: <c>[UsageTag("task")] string taskId</c>.</summary>
/// <param name="name"><c>project</c>, <c>agent</c>, <c>task</c> or <c>operation</c>; any other name becomes a metadata entry.</param>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class UsageTagAttribute(string name) : Attribute
{
    /// <summary>What the argument names.</summary>
    public string Name { get; } = name;
}
