using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Who asked for an interface to be tracked, and how.</summary>
/// <param name="IsAttributed">True if the interface itself carries the attribute: then every task and stream of it is a call.</param>
/// <param name="IsListed">True if the assembly lists the interface for those that reference it.</param>
/// <param name="Provider">The provider that the attribute names; null for none.</param>
internal readonly record struct TrackingRequest(bool IsAttributed, bool IsListed, string? Provider)
{
    public static TrackingRequest From(AttributeData attribute, bool isAttributed, bool isListed)
    {
        string? provider = null;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Provider", Value.Value: string { Length: > 0 } name })
                provider = name;
        }

        return new TrackingRequest(isAttributed, isListed, provider);
    }
}
