using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests of Flurl: <c>"https://host".AppendPathSegment("path").PostJsonAsync(body)</c>.</summary>
internal static class FlurlRequests
{
    private const string Space = "Flurl";

    // Longer chains than people write.
    private const int MostCalls = 40;

    /// <summary>True for a call that posts.</summary>
    public static bool IsPost(IInvocationOperation call)
        => call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal) && IsOfFlurl(call.TargetMethod.ContainingType);

    /// <summary>The texts that the address of a POST may be; null for any other call.</summary>
    public static IReadOnlyList<string>? TextsOf(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!IsPost(call))
            return null;
        var ends = new Stack<IOperation>();
        var current = CallReceivers.Of(call);
        for (var step = 0; step < MostCalls && current is not null; step++)
        {
            switch (current)
            {
                case IInvocationOperation inner when IsOfFlurl(inner.TargetMethod.ContainingType):
                    foreach (var path in Paths(inner).Reverse())
                        ends.Push(path);
                    current = CallReceivers.Of(inner);
                    continue;
                case IObjectCreationOperation { Type: { } type } creation when IsOfFlurl(type):
                    current = creation.Arguments.FirstOrDefault(
                        static argument => argument.ArgumentKind == ArgumentKind.Explicit)?.Value is { } given
                        ? CallReceivers.Unconverted(given)
                        : null;
                    continue;
                case { Type: { } type } when IsOfFlurl(type) && OriginOf(current, cancellationToken) is { } origin && origin != current:
                    current = origin;
                    continue;
            }

            break;
        }

        return current is null
            ? null
            : [.. ends.Aggregate(
                AddressTexts.TextsOf(current, cancellationToken),
                (roots, end) =>
                [
                    .. roots.SelectMany(root => AddressTexts.TextsOf(end, cancellationToken).Select(text => AddressSet.Join(root, text))),
                ])];
    }

    private static IOperation? OriginOf(IOperation value, CancellationToken cancellationToken)
        => Sources.Of(value, static each => each.Operation is IInvocationOperation call && IsOfFlurl(call.TargetMethod.ContainingType),
            cancellationToken) is [{ Part: null, Operation: var only }] ? CallReceivers.Unconverted(only) : null;

    // AppendPathSegment("v1"), AppendPathSegments("chat", "completions"), client.Request("chat", "completions")
    private static IEnumerable<IOperation> Paths(IInvocationOperation call)
        => call.TargetMethod.Name is "AppendPathSegment" or "AppendPathSegments" or "Request"
            ? call.Arguments
                .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue
                    && !(call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0))
                .SelectMany(static argument => argument.Value is IArrayCreationOperation { Initializer: { } items }
                    ? items.ElementValues
                    : [argument.Value])
                .Select(static value => CallReceivers.Unconverted(value)!)
                .Where(static value => value.Type?.SpecialType is not SpecialType.System_Boolean)
            : [];

    private static bool IsOfFlurl(ITypeSymbol? type) => RootNamespace.Of(type) == Space;
}
