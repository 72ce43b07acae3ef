using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The attributes that an implementation has to repeat, because the compiler compares or follows them. No others are copied.</summary>
internal static class RepeatedAttributes
{
    public static IEnumerable<string> Of(ISymbol symbol) => Write(symbol.GetAttributes(), "");

    public static IEnumerable<string> OfReturn(IMethodSymbol method) => Write(method.GetReturnTypeAttributes(), "return: ");

    private static IEnumerable<string> Write(IEnumerable<AttributeData> attributes, string target)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && IsRepeated(type))
                yield return $"[{target}{Write(attribute, type)}]";
        }
    }

    private static bool IsRepeated(INamedTypeSymbol type) => type.Name switch
    {
        // Nullable flow: the compiler checks an implementation's against the interface's.
        "AllowNullAttribute" or "DisallowNullAttribute" or "MaybeNullAttribute" or "NotNullAttribute" or "MaybeNullWhenAttribute"
            or "NotNullWhenAttribute" or "NotNullIfNotNullAttribute" or "DoesNotReturnAttribute" or "DoesNotReturnIfAttribute"
            // Scoping of references, and trimming: both have to agree with the interface.
            or "UnscopedRefAttribute" or "DynamicallyAccessedMembersAttribute" or "RequiresUnreferencedCodeAttribute"
            or "RequiresDynamicCodeAttribute" or "RequiresAssemblyFilesAttribute"
            => type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis",
        // Obsolete as an error cannot be silenced by a pragma, only by being obsolete oneself.
        "ObsoleteAttribute" => type.ContainingNamespace.ToDisplayString() == "System",
        _ => false,
    };

    private static string Write(AttributeData attribute, INamedTypeSymbol type)
    {
        var text = new StringBuilder(TypeNames.NotNull(type));
        var arguments = attribute.ConstructorArguments.Select(static argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
        return text.Append('(').Append(string.Join(", ", arguments)).Append(')').ToString();
    }
}
