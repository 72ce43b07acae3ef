using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>The return values of a method or property of this compilation: a user-defined factory.</summary>
internal static class ReturnedValues
{
    /// <summary>Every value that the member returns; null if an override may replace it or its body is not in this compilation.</summary>
    public static IReadOnlyList<IOperation>? By(IMethodSymbol? method, IOperation from)
        => method is null ? null : MemberFlow.Around(from)?.ReturnedBy(method, CancellationToken.None)?.Values;
}
