using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>The contract of Microsoft.Extensions.AI's <c>GetService</c>, for generated decorators.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ServiceLookup
{
    /// <summary>True if a decorator itself is what is asked for.</summary>
    /// <param name="decorator">The decorator.</param>
    /// <param name="serviceType">What is asked for; null is the inner object's to refuse.</param>
    /// <param name="serviceKey">The key; an object that has one is not the decorator.</param>
    /// <returns>True for the decorator, false to ask the inner object.</returns>
    public static bool IsAnsweredBy(object decorator, Type? serviceType, object? serviceKey)
        => serviceKey is null && serviceType is not null && serviceType.IsInstanceOfType(decorator);
}
