using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>The responses that the results of SDKs keep (System.ClientModel, Azure.Core, and what is of the same shape). Their bytes state
/// the usage that the types of the results do not.</summary>
internal static class RawResponses
{
    private const string Getter = "GetRawResponse";

    /// <summary>How the response of a result is read.</summary>
    /// <param name="result">The result.</param>
    /// <param name="members">Is told what generated code reads.</param>
    /// <returns>Null if the result keeps none, if what it holds is not text, or if it reads the response itself, as a stream
    /// does.</returns>
    public static ReadScope? Of(ITypeSymbol result, Members members)
    {
        if (Members.Underlying(result) is not INamedTypeSymbol { IsRefLikeType: false } type || type.TypeArguments.Any(IsMedia)
            || type.AllInterfaces.Any(static candidate => candidate.IsAsyncEnumerable()))
            return null;
        if (IsResponse(type))
            return Read(isBehindGetter: false);
        if (FindGetter(type) is not { } getter)
            return null;
        members.Note(getter);
        return Read(isBehindGetter: true);
    }

    /// <summary>True if usage is read whose type has an output, but no cached tokens: the response may have more.</summary>
    public static bool MayStateMore(ReadScope scope)
        => scope.Reads.Any(static read => read is UsageRead { Usage: { Convention: not CountConvention.Ready, Counts: var counts } }
                && counts.Any(static count => count.Role == CountRole.Output)
                && !counts.Any(static count => count.Role == CountRole.CacheRead))
            || scope.Children.Any(MayStateMore);

    private static ReadScope Read(bool isBehindGetter) => ReadScope.Value(ValuePath.Whole, [new BodyRead(isBehindGetter)]);

    // Sound and pictures.
    private static bool IsMedia(ITypeSymbol type) => type.IsIn("System", "BinaryData") || type.IsIn("System.IO", "Stream");

    private static IMethodSymbol? FindGetter(INamedTypeSymbol type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            foreach (var member in candidate.GetMembers(Getter))
            {
                if (member is IMethodSymbol
                    {
                        IsStatic: false, Arity: 0, Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public,
                    } method)
                    return IsResponse(method.ReturnType) && !Members.IsObsoleteError(method) ? method : null;
            }
        }

        return null;
    }

    private static bool IsResponse(ITypeSymbol type)
        => type.TypeKind is TypeKind.Class or TypeKind.Interface
            && Members.FindProperty(type, "ContentStream") is { SetMethod.DeclaredAccessibility: Accessibility.Public } content
            && content.Type.IsIn("System.IO", "Stream")
            && Members.FindProperty(type, "Status") is { Type.SpecialType: SpecialType.System_Int32 }
            && Members.FindProperty(type, "Headers") is { } headers && CanBeSearched(headers.Type);

    private static bool CanBeSearched(ITypeSymbol headers) => headers.GetMembers("TryGetValue").OfType<IMethodSymbol>().Any(static method =>
        method is
        {
            DeclaredAccessibility: Accessibility.Public,
            Parameters:
            [
                { Type.SpecialType: SpecialType.System_String },
                { RefKind: RefKind.Out, Type.SpecialType: SpecialType.System_String },
            ],
        });
}
